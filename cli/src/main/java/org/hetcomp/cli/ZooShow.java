package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Division;
import org.hetcomp.data.Shares;
import org.hetcomp.eval.Measures;
import org.hetcomp.io.Printable;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.model.Provenance;
import org.hetcomp.pipeline.Durations;
import org.hetcomp.zoo.ZooEntry;

/** {@code zoo show}: the card of a model, or of each of a set. */
final class ZooShow {
    private ZooShow() {}

    static void run(Call call, List<ZooEntry> entries) {
        List<JsonObject> models = new ArrayList<>();
        for (ZooEntry entry : entries) {
            Card card = entry.card();
            JsonObject json = Json.GSON.toJsonTree(card).getAsJsonObject();
            json.addProperty("name", entry.id());
            json.addProperty("modelVersion", entry.version());
            json.addProperty("repository", entry.repository().getName());
            json.addProperty("signed", entry.signer());
            models.add(json);
            if (!call.common().json()) {
                if (models.size() > 1) {
                    call.console().out().println();
                }
                tell(call.console().out(), entry, card);
            }
        }
        call.answer(new ZooAnswer<>(models));
    }

    private static void tell(PrintStream out, ZooEntry entry, Card card) {
        DataSpec data = card.data();
        Division division = data.division();
        Provenance made = card.made();
        out.printf("%s, %s%n", entry.name(), card.kind() == Card.Kind.TEACHER ? "a teacher" : "a student");
        line(out, "what", card.title() + " (" + card.id() + ")");
        line(out, "repository", entry.repository().getName());
        line(out, "signed", entry.signer());
        line(
                out,
                "data",
                String.format(
                        Locale.ROOT,
                        "%s: %,d users, %,d items, %,d pairs",
                        data.name(),
                        card.users(),
                        card.items(),
                        card.interactions()));
        line(out, "  hash", card.dataSha256());
        line(out, "  licence", card.licence() == null ? "not known" : card.licence());
        line(
                out,
                "  division",
                String.format(
                        Locale.ROOT,
                        "%s%s%s, seed %d, users of %d items and items of %d users or more",
                        division.split().id(),
                        division.shares().equals(Shares.DEFAULT) ? "" : " " + division.shares(),
                        division.at() == null ? "" : " at " + division.at(),
                        division.splitSeed(),
                        division.minUser(),
                        division.minItem()));
        if (card.isRefit()) {
            line(out, "  refit", "it has learned from valid and test too; the measures are of before");
        }
        line(out, "  its hash", card.splitSha256());
        line(
                out,
                "made",
                made.engine().equals(Provenance.IMPORTED)
                        ? "elsewhere, imported by hetcomp " + made.version() + ", " + made.time()
                        : String.format(
                                Locale.ROOT,
                                "on %s %s, %s, %d threads, seed %d, by hetcomp %s, %s",
                                made.engine(),
                                made.engineVersion(),
                                made.device(),
                                made.threads(),
                                made.seed(),
                                made.version(),
                                made.time()));
        line(out, "settings", String.valueOf(card.settings()));
        line(
                out,
                "epochs",
                card.epochs() + " in " + Durations.text(card.seconds())
                        + (card.snapshots() == null || card.snapshots().isEmpty()
                                ? ""
                                : ", snapshots at " + card.snapshots()));
        line(out, "valid", measures(card.valid()));
        line(out, "test", measures(card.test()));
        long parameters = card.parameters();
        line(out, "parameters", parameters == 0 ? "not known" : String.format(Locale.ROOT, "%,d", parameters));
        card.files().forEach((name, hash) -> {
            Long bytes = card.sizes() == null ? null : card.sizes().get(name);
            String size = bytes == null ? "" : String.format(Locale.ROOT, "%,d bytes", bytes);
            line(out, "file", String.format("%-24s %18s  %s", name, size, hash));
        });
    }

    private static void line(PrintStream out, String name, String text) {
        out.printf("  %-12s %s%n", name, Printable.of(text));
    }

    private static String measures(Measures measures) {
        return String.format(
                Locale.ROOT,
                "Recall@10 %.4f, Recall@50 %.4f, NDCG@10 %.4f, NDCG@50 %.4f",
                measures.r10(),
                measures.r50(),
                measures.n10(),
                measures.n50());
    }
}
