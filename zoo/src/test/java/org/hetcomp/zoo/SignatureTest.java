package org.hetcomp.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who made a model, which hashes do not tell. */
class SignatureTest {
    @TempDir
    Path folder;

    private Path root;
    private SmallModels models;

    @BeforeEach
    void begin() throws Exception {
        System.setProperty("DJL_CACHE_DIR", folder.resolve("cache").toString());
        root = folder.resolve("repository");
        models = new SmallModels(folder);
        keys("anna", "Ed25519");
        keys("eve", "Ed25519");
    }

    @AfterEach
    void forget() {
        System.clearProperty("DJL_CACHE_DIR");
    }

    /** A pair of keys as openssl writes them. */
    private void keys(String name, String algorithm) throws GeneralSecurityException, IOException {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        pem(name + ".key", "PRIVATE", pair.getPrivate().getEncoded());
        pem(name + ".pem", "PUBLIC", pair.getPublic().getEncoded());
    }

    private void pem(String name, String kind, byte[] key) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + kind + " KEY-----\n" + lines + "\n-----END " + kind + " KEY-----\n");
    }

    private Access trusting(String... names) {
        List<String> files = List.of(names).stream()
                .map(name -> folder.resolve(name + ".pem").toString())
                .toList();
        return new Access(Limits.of("", "test"), Trust.of(files, "--trust"));
    }

    private ZooEntry entry(Access access) {
        return Zoo.of(List.of(root.toString()), access).find("small-one").get(0);
    }

    private List<Publisher.Published> push(ModelFolder model, String key) throws IOException {
        return new Publisher(root)
                .push(
                        List.of(model),
                        new PublishOptions("small", null, null, 0, 0),
                        key == null ? null : folder.resolve(key + ".key"));
    }

    private void refused(Access access, String what) {
        entry(trusting()).pull();
        DataException pull =
                assertThrows(DataException.class, () -> entry(access).pull(), "it is in the cache");
        DataException card =
                assertThrows(DataException.class, () -> entry(access).card());
        DataException verify =
                assertThrows(DataException.class, () -> entry(access).verify());
        for (DataException e : List.of(pull, card, verify)) {
            assertEquals("the model is " + what + ", and only those of trusted keys are taken", e.what());
        }
    }

    @Test
    void signersAreNamedAndOthersRefused() throws IOException {
        push(models.teacher("one", 1), "anna");
        assertTrue(entry(trusting("eve", "anna")).signer().matches("signed by anna [0-9a-f]{16}"));
        assertEquals("signed by an unknown key", entry(trusting()).signer());
        entry(trusting("eve", "anna")).pull();
        entry(trusting()).pull();
        refused(trusting("eve"), "signed by an unknown key");
    }

    @Test
    void modelsWithoutASignatureAreRefusedUntilTheyAreSigned() throws IOException {
        ModelFolder model = models.teacher("one", 1);
        push(model, null);
        assertEquals("not signed", entry(trusting("anna")).signer());
        refused(trusting("anna"), "not signed");
        assertFalse(push(model, "anna").get(0).fresh(), "the same version, signed now");
        entry(trusting("anna")).pull();
    }

    @Test
    void aSignatureIsOfOneCard() throws IOException {
        push(models.teacher("one", 1), "anna");
        new Forgery(root, "small-one")
                .card(card -> card.addProperty("title", "another"))
                .publish();
        assertEquals("signed by an unknown key", entry(trusting("anna")).signer());
        refused(trusting("anna"), "signed by an unknown key");
        Files.writeString(root.resolve(ZooRepository.folder("small-one")).resolve("1/card.sig"), "ed25519 ü\u001b\n");
        refused(trusting("anna"), "signed by an unknown key");
    }

    @Test
    void whatComesByItselfIsNotSignedAndWhatComesWithTheProgramNeedsNone() throws IOException {
        push(models.teacher("one", 1), "anna");
        Path zip = root.resolve(ZooRepository.folder("small-one")).resolve("1/small-one.zip");
        DataException e = assertThrows(
                DataException.class,
                () -> Zoo.of(List.of(zip.toString()), trusting("anna"))
                        .find("small-one")
                        .get(0)
                        .pull());
        assertTrue(e.what().contains("by itself"), e.getMessage());
        Zoo.of(List.of(), trusting("anna")).find("lab-mf").get(0).pull();
    }

    @Test
    void filesThatAreNoKeysAreNamedAndNotTold() throws Exception {
        keys("rsa", "RSA");
        Files.writeString(folder.resolve("text.pem"), "a secret");
        for (String name : List.of("rsa", "text", "none")) {
            DataException e = assertThrows(DataException.class, () -> trusting(name));
            assertTrue(e.what().contains("key") && e.what().contains(name + ".pem"), e.getMessage());
            assertFalse(e.getMessage().contains("secret"), e.getMessage());
        }
        Files.copy(folder.resolve("anna.pem"), folder.resolve("public.key"));
        assertThrows(DataException.class, () -> push(models.teacher("one", 1), "public"));
        assertFalse(Files.exists(root), "nothing is begun with a key that cannot sign");
    }
}
