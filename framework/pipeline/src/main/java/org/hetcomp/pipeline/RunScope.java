package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.SplitWriter;
import org.hetcomp.io.ScratchFolder;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.Provenance;

/**
 * How every run begins and ends, whatever it does: its folder is begun or gone on with under a lock, data that lies nowhere
 * is written beside, and a run that fails leaves what is worth going on with. A run without a folder of its own works in a
 * temporary one, which goes with it.
 */
final class RunScope {
    /** Where data of a program's own lies in the folder of a run. */
    static final String DATA = "data";

    private final Backend backend;
    private final Dataset data;
    private final RunFolder folder;
    private final Events events;

    /**
     * A run to be.
     *
     * @param data null if it is on several sets, which its parts are told of
     * @param folder null for a temporary one
     */
    RunScope(Backend backend, Dataset data, RunFolder folder, Events events) {
        this.backend = backend;
        this.data = data;
        this.folder = folder;
        this.events = events;
    }

    /** What is done in a run. */
    interface Work<T> {
        T in(Run run) throws IOException;
    }

    /**
     * Does it.
     *
     * @param seed of the run, for its record
     * @param given teachers that were made before
     */
    <T> T run(Spec spec, long seed, List<ModelFolder> given, Work<T> work) throws IOException {
        return run(spec, seed, null, given, work);
    }

    /** Does it on what there is of several data sets. */
    <T> T run(Spec spec, long seed, Inputs inputs, Work<T> work) throws IOException {
        return run(spec, seed, inputs, List.of(), work);
    }

    private <T> T run(Spec spec, long seed, Inputs inputs, List<ModelFolder> given, Work<T> work) throws IOException {
        try (ScratchFolder scratch = folder == null ? ScratchFolder.make("run") : null;
                RunFolder place =
                        folder == null ? RunFolder.of(scratch.path().resolve("run"), "a temporary folder") : folder) {
            boolean ownsData = folder != null && data != null && data.spec().isMemory();
            Path beside = place.folder().toAbsolutePath().normalize().resolve(DATA);
            Dataset named = ownsData ? data.named(beside.toString()) : data;
            Provenance made = Provenance.of(backend, seed);
            place.begin(RunRecord.first(spec, made, inputs == null ? Inputs.of(named, given) : inputs));
            events.begun(made);
            try {
                if (ownsData && !Files.exists(beside)) {
                    SplitWriter.write(data, beside);
                }
                T result = work.in(new Run(backend, named, place, events));
                if (folder != null) {
                    events.completed(place.folder());
                }
                return result;
            } catch (IOException | RuntimeException e) {
                place.abandon();
                throw e;
            }
        }
    }
}
