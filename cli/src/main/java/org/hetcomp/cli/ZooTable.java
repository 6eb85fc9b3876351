package org.hetcomp.cli;

import ai.djl.repository.Repository;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Printable;
import org.hetcomp.model.Json;
import org.hetcomp.zoo.Zoo;
import org.hetcomp.zoo.ZooEntry;

/** What {@code zoo list} shows: the models of all repositories, and then what is broken. */
final class ZooTable {
    private final List<JsonObject> models = new ArrayList<>();
    private final List<DataException> broken = new ArrayList<>();
    private final StringBuilder text = new StringBuilder(String.format(
            "%-20s%-9s%-14s%9s%12s%10s  %-26s %s%n",
            "name", "kind", "data", "Recall@50", "parameters", "size", "signed", "repository"));

    /** Adds the models of a repository. */
    void add(Repository repository) {
        try {
            Zoo.Listing listing = Zoo.list(repository);
            broken.addAll(listing.broken().values());
            listing.entries().forEach(this::add);
        } catch (DataException e) {
            broken.add(e);
        }
    }

    private void add(ZooEntry entry) {
        try {
            add(entry, entry.summary(), entry.signer());
        } catch (DataException e) {
            broken.add(e);
        }
    }

    private void add(ZooEntry entry, ZooEntry.Summary summary, String signer) {
        JsonObject model = Json.GSON.toJsonTree(summary).getAsJsonObject();
        model.addProperty("signed", signer);
        models.add(model);
        text.append(String.format(
                Locale.ROOT,
                "%-19s %-8s %-13s %9.4f %11s %9s  %-26s %s%n",
                Printable.of(entry.name()),
                summary.kind(),
                Printable.of(summary.data()),
                summary.test().r50(),
                summary.parameters() == 0 ? "not known" : String.format(Locale.ROOT, "%,d", summary.parameters()),
                ZooCommand.size(summary.sizeBytes()),
                Printable.of(signer),
                Printable.of(summary.repository())));
    }

    /** For scripts. */
    ZooAnswer<JsonObject> json() {
        return new ZooAnswer<>(models);
    }

    /** For people. */
    String text() {
        return text.toString();
    }

    /**
     * Tells of what is broken, once the rest was shown.
     *
     * @throws DataException if something is
     */
    void requireSound() {
        if (broken.size() == 1) {
            throw broken.get(0);
        }
        if (!broken.isEmpty()) {
            DataException first = broken.get(0);
            throw new DataException(
                    broken.size() + " models or repositories cannot be read, the first: " + first.what(),
                    first.where(),
                    first.advice());
        }
    }
}
