package com.example.programs;

import java.io.IOException;
import java.nio.file.Path;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.pipeline.Events;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.Progress;
import org.hetcomp.pipeline.StoppedException;
import org.hetcomp.pipeline.Teachers;

/** A run that is watched, stops after a number of epochs, and goes on when the program is started again. */
final class WatchAndStop implements Events {
    private final int most;
    private int epochs;

    private WatchAndStop(int most) {
        this.most = most;
    }

    @Override
    public void progress(Progress progress) {
        epochs++;
        System.out.println(progress.phase() + ": " + progress.epoch() + " of " + progress.epochs());
    }

    @Override
    public boolean stopRequested() {
        return epochs >= most;
    }

    public static void main(String[] args) throws IOException {
        try (Backend backend = Backends.open(args[0], new BackendOptions("cpu", 1))) {
            Dataset data = Dataset.load(DataSpec.file(Path.of(args[1])));
            Hetcomp.distill(data)
                    .teachers(Teachers.train("ae"))
                    .teacherEpochs(4)
                    .dim(4)
                    .epochs(8)
                    .into(Path.of(args[2]))
                    .listen(new WatchAndStop(Integer.parseInt(args[3])))
                    .run(backend);
            System.out.println("done");
        } catch (StoppedException e) {
            System.out.println("stopped, start again to go on");
        }
    }
}
