package com.example.outside;

import com.example.shop.BprFamily;
import java.io.IOException;
import java.nio.file.Path;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.pipeline.DistillResult;
import org.hetcomp.pipeline.Events;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.Progress;
import org.hetcomp.pipeline.StoppedException;
import org.hetcomp.pipeline.Teachers;

/**
 * Distils two families and one of its own into the folder that its first argument names; stops after as many epochs as
 * the second says, and goes on when it is called again.
 */
public final class Outside implements Events {
    private final int most;
    private int epochs;

    private Outside(int most) {
        this.most = most;
    }

    @Override
    public void progress(Progress progress) {
        epochs++;
    }

    @Override
    public boolean stopRequested() {
        return epochs >= most;
    }

    public static void main(String[] args) throws IOException {
        try (Backend backend = Backends.open("pytorch", BackendOptions.cpu())) {
            Dataset data = Dataset.load(DataSpec.of("lab"));
            DistillResult result = Hetcomp.distill(data)
                    .teachers(Teachers.train("mf", "ae"), Teachers.family(new BprFamily()))
                    .teacherEpochs(5)
                    .dim(8)
                    .epochs(10)
                    .into(Path.of(args[0]))
                    .listen(new Outside(Integer.parseInt(args[1])))
                    .run(backend);
            String user = data.users().token(0);
            result.student().recommend(user, 5).forEach(one -> System.out.println(user + "\t" + one.item()));
        } catch (StoppedException e) {
            System.out.println("stopped after " + args[1] + " epochs");
        }
    }
}
