package org.hetcomp.cli;

import ai.djl.repository.Repository;
import java.util.ArrayList;
import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Printable;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.zoo.Zoo;
import org.hetcomp.zoo.ZooEntry;

/** Checks models one after the other, and tells of each. */
final class ZooVerification {
    private final Call call;
    private final List<ZooAnswer.Checked> models = new ArrayList<>();
    private DataException first;
    private int bad;

    ZooVerification(Call call) {
        this.call = call;
    }

    /** Checks all that a repository has. */
    void repository(Repository repository) {
        try {
            Zoo.Listing listing = Zoo.list(repository);
            listing.entries().forEach(this::entry);
            listing.broken().forEach((name, e) -> tell(Printable.of(name), repository.getName(), e));
        } catch (DataException e) {
            tell("repository", repository.getName(), e);
        }
    }

    /** Checks a model where it is published. */
    void entry(ZooEntry entry) {
        check(entry.name(), entry.repository().getName(), entry::verify);
    }

    /** Checks a folder. */
    void folder(ModelFolder folder) {
        check(folder.card().id(), folder.folder().toString(), () -> {
            folder.verify();
            folder.requireNothingElse();
        });
    }

    private void check(String name, String where, Runnable check) {
        try {
            check.run();
            tell(name, where, null);
        } catch (DataException e) {
            tell(name, where, e);
        }
    }

    private void tell(String name, String where, DataException e) {
        models.add(new ZooAnswer.Checked(name, where, e == null, e == null ? null : e.getMessage()));
        if (e != null) {
            first = first == null ? e : first;
            bad++;
        }
        if (!call.common().json()) {
            String state = e == null ? "sound" : "BAD";
            call.console().out().printf("%-20s %-8s %s%n", name, state, e == null ? where : e.getMessage());
        }
    }

    /**
     * Answers.
     *
     * @throws DataException if a model was not sound
     */
    void finish() {
        call.answer(new ZooAnswer<>(models));
        if (first != null && bad == 1) {
            throw first;
        }
        if (first != null) {
            throw new DataException(
                    bad + " of " + models.size() + " are not sound, the first: " + first.what(),
                    first.where(),
                    first.advice());
        }
    }
}
