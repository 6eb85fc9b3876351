package com.example.outside;

import java.io.IOException;
import java.nio.file.Path;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.pipeline.DistillResult;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.Teachers;

/** Distils into the folder that its argument names. */
public final class Outside {
    private Outside() {}

    public static void main(String[] args) throws IOException {
        try (Backend backend = Backends.open("pytorch", BackendOptions.cpu())) {
            Dataset data = Dataset.load(DataSpec.of("lab"));
            DistillResult result = Hetcomp.distill(data)
                    .teachers(Teachers.train("mf", "ae"))
                    .teacherEpochs(5)
                    .dim(8)
                    .epochs(10)
                    .into(Path.of(args[0]))
                    .run(backend);
            String user = data.users().token(0);
            result.student().recommend(user, 5).forEach(one -> System.out.println(user + "\t" + one.item()));
        }
    }
}
