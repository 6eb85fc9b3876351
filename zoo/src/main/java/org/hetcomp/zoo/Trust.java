package org.hetcomp.zoo;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;

/** The keys that are trusted. With at least one, models that none of them has signed are refused. */
public final class Trust {
    /** Environment variable of the keys' files, separated by blanks or commas. */
    public static final String VARIABLE = "HETCOMP_ZOO_TRUST";

    private static final int SHOWN = 16;

    private final Map<String, PublicKey> keys;

    private Trust(Map<String, PublicKey> keys) {
        this.keys = keys;
    }

    /**
     * Reads keys.
     *
     * @param files public keys of Ed25519 in PEM; with none, models need not be signed
     * @param where they were given
     */
    public static Trust of(List<String> files, String where) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        for (String file : files) {
            PublicKey key = KeyFile.toTrust(Path.of(file), where);
            String name = Path.of(file).getFileName().toString().replaceFirst("\\.[A-Za-z]+$", "");
            keys.put(name + " " + Hashes.of(key.getEncoded()).substring(0, SHOWN), key);
        }
        return new Trust(keys);
    }

    /** Whether models must be signed. */
    boolean isRequired() {
        return !keys.isEmpty();
    }

    /** Who signed a card: a key's name and the begin of its SHA-256, or that nobody known did. */
    String signer(byte[] card, String signature) {
        String known = known(card, signature);
        return signature == null ? "not signed" : known == null ? "signed by an unknown key" : "signed by " + known;
    }

    private String known(byte[] card, String signature) {
        return signature == null
                ? null
                : keys.entrySet().stream()
                        .filter(key -> CardSignature.isBy(key.getValue(), signature, card))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(null);
    }

    /**
     * Refuses a card that none of the keys has signed, if there are keys.
     *
     * @throws DataException if none has
     */
    void require(byte[] card, String signature, String where) {
        if (isRequired() && known(card, signature) == null) {
            throw refused(signer(card, signature), where);
        }
    }

    static DataException refused(String what, String where) {
        return new DataException(
                "the model is " + what + ", and only those of trusted keys are taken",
                where,
                "take another, or trust its author's key by " + VARIABLE + " or --trust");
    }
}
