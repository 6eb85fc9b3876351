package org.hetcomp.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hetcomp.io.DataException;

/** An Ed25519 key in PEM, as {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout} write it. */
final class KeyFile {
    static final String ALGORITHM = "Ed25519";
    private static final int LARGEST = 1 << 14;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----");

    private KeyFile() {}

    static PrivateKey toSign(Path file, String option) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes(file, "PRIVATE", option)));
        } catch (GeneralSecurityException e) {
            throw bad("the key is not one of Ed25519", file, option, e);
        }
    }

    static PublicKey toTrust(Path file, String option) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(bytes(file, "PUBLIC", option)));
        } catch (GeneralSecurityException e) {
            throw bad("the key is not one of Ed25519", file, option, e);
        }
    }

    private static byte[] bytes(Path file, String kind, String option) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw bad("no file of a key", file, option, null);
            }
            Matcher pem = PEM.matcher(Files.readString(file).strip());
            if (pem.matches() && pem.group(1).equals(kind)) {
                return Base64.getMimeDecoder().decode(pem.group(2));
            }
            throw bad("no " + kind.toLowerCase(Locale.ROOT) + " key in PEM", file, option, null);
        } catch (IOException | IllegalArgumentException e) {
            // What a key's file holds is nobody's business, so nothing of it is told.
            throw bad("the key cannot be read", file, option, e);
        }
    }

    private static DataException bad(String what, Path file, String option, Exception cause) {
        return new DataException(
                what + ", " + file,
                option,
                "make one with openssl genpkey -algorithm ed25519 -out NAME.key, and openssl pkey -in NAME.key -pubout"
                        + " -out NAME.pem for who trusts it",
                cause);
    }
}
