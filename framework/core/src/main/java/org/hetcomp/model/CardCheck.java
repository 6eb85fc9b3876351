package org.hetcomp.model;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Printable;

/** What is asked of a card before anything that it says is used: it may be anybody's. */
final class CardCheck {
    /** Bytes that no card has. */
    static final long LARGEST = 16 << 20;

    /** What every card says. */
    static final String[] KEYS = {
        "kind", "id", "made.engine", "data", "splitSha256", "users", "items", "settings", "valid", "test", "files"
    };

    private static final Set<String> FILES = Set.of(
            ModelFolder.PARAMETERS,
            ModelFolder.STUDENT,
            ModelFolder.TRAJECTORY,
            ModelFolder.USERS,
            ModelFolder.ITEMS,
            ModelFolder.SERVING,
            ModelFolder.SEEN,
            ModelFolder.ENCODER,
            ModelFolder.START);
    private static final String ADVICE = "do not use it; get the model from who made it";

    private CardCheck() {}

    /**
     * Checks names, numbers and texts.
     *
     * @param where the card was found
     * @throws DataException if there is one that no model of ours has
     */
    static void check(Card card, String where) {
        require(card.kind() != null, "the card is of a kind that is not known", where);
        Names.requireId(card.id(), where, ADVICE);
        if (card.family() != null) {
            Names.requireId(card.family(), where, ADVICE);
        }
        for (String name : card.files().keySet()) {
            require(
                    FILES.contains(name),
                    "the card names " + DataException.quote(name) + ", no file of a model",
                    where);
        }
        Map<String, Long> sizes = card.sizes() == null ? Map.of() : card.sizes();
        sizes.forEach((name, size) -> require(
                card.files().containsKey(name) && size != null && size >= 0,
                "the card gives " + DataException.quote(name) + " a size that no file has",
                where));
        require(
                card.users() >= 0 && card.items() >= 0 && card.parameters() >= 0,
                "the card counts less than nothing",
                where);
        Provenance made = card.made();
        Stream.of(
                        card.title(),
                        card.licence(),
                        made.version(),
                        made.engine(),
                        made.engineVersion(),
                        made.device(),
                        made.time(),
                        card.dataSha256(),
                        card.splitSha256())
                .filter(Objects::nonNull)
                .forEach(text -> require(
                        Printable.isPlain(text), "the card has text that cannot be shown: \"" + text + "\"", where));
    }

    private static void require(boolean holds, String what, String where) {
        if (!holds) {
            throw new DataException(what, where, ADVICE);
        }
    }
}
