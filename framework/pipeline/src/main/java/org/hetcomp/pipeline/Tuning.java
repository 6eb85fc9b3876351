package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;

/**
 * A search for settings on valid, by successive halving: each trial is a run in a folder of its own, and those that are finished
 * are taken as they are. Test decides nothing. Begun by {@link Hetcomp#tune}.
 */
public final class Tuning {
    private final Dataset data;
    private final TuneSpec spec;
    private final Teachers teachers;
    private RunFolder folder;
    private Events events = Events.NONE;
    private double minutes = Double.POSITIVE_INFINITY;

    Tuning(Dataset data, TuneSpec spec, Teachers teachers) {
        this.data = data;
        this.spec = spec;
        this.teachers = teachers;
    }

    /**
     * Where everything is kept: a folder that is new or empty, or that of an unfinished search of the same specification, which
     * goes on.
     *
     * @throws DataException if it holds anything else
     */
    public Tuning into(Path place) {
        return into(RunFolder.of(place, "into"));
    }

    /** The same with a folder that was looked at before. */
    public Tuning into(RunFolder place) {
        folder = place;
        return this;
    }

    /** Who watches, and may stop it. */
    public Tuning listen(Events watcher) {
        events = watcher;
        return this;
    }

    /** After how many minutes, those of earlier processes included, it ends with the best so far; without end by default. */
    public Tuning within(double most) {
        minutes = most;
        return this;
    }

    /**
     * Searches.
     *
     * @throws DataException if data, teachers or folder cannot be used; one line that says what to do
     * @throws StoppedException if {@link Events#stopRequested} asked for it; what was done is saved
     * @throws IOException if something cannot be written
     */
    public TuneAnswer run(Backend backend) throws IOException {
        if (folder == null) {
            throw new IllegalStateException("a search takes a folder to keep its trials in");
        }
        List<ModelFolder> given = teachers.open(data);
        MemoryNeed.of(data, given.size(), teachers.families().size()).tell();
        TuneSpec whole = spec.withEngine(backend.name());
        return new RunScope(backend, data, folder, events)
                .run(whole, whole.common().seed(), given, run -> {
                    TuneAnswer answer = new TuneStage(run, whole, teachers, minutes * 60).search();
                    run.folder().complete(answer);
                    return answer;
                });
    }
}
