package org.hetcomp.zoo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/**
 * {@code card.sig} beside a card: {@code ed25519}, a blank, and the signature of the card's bytes in base64. The card has
 * the hashes of all other files, so it vouches for them too.
 */
final class CardSignature {
    static final String FILE = "card.sig";
    /** Bytes that no such file has. */
    static final int LARGEST = 1 << 10;

    private static final String BEGIN = "ed25519 ";

    private CardSignature() {}

    /** The key of a file, to sign with. */
    static PrivateKey key(Path file) {
        return file == null ? null : KeyFile.toSign(file, "--sign");
    }

    /** What the file holds for a card. */
    static String of(byte[] card, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(KeyFile.ALGORITHM);
            signature.initSign(key);
            signature.update(card);
            return BEGIN + Base64.getEncoder().encodeToString(signature.sign()) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has " + KeyFile.ALGORITHM, e);
        }
    }

    /** Whether the file's text is the signature of a card by a key. */
    static boolean isBy(PublicKey key, String text, byte[] card) {
        try {
            byte[] bytes = text.startsWith(BEGIN)
                    ? Base64.getDecoder()
                            .decode(text.substring(BEGIN.length()).strip().getBytes(StandardCharsets.US_ASCII))
                    : new byte[0];
            Signature signature = Signature.getInstance(KeyFile.ALGORITHM);
            signature.initVerify(key);
            signature.update(card);
            return signature.verify(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
