package com.example.programs;

import java.io.IOException;
import java.nio.file.Path;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.pipeline.DistillResult;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.Teachers;

/** The main job: a file of interactions in, a folder that {@code ./hetcomp} reads out. */
final class DistilFile {
    private DistilFile() {}

    public static void main(String[] args) throws IOException {
        try (Backend backend = Backends.open("pytorch")) {
            Dataset data = Dataset.load(DataSpec.file(Path.of(args[0])));
            DistillResult result = Hetcomp.distill(data)
                    .teachers(Teachers.train("mf", "ae"))
                    .teacherEpochs(10)
                    .dim(8)
                    .into(Path.of(args[1]))
                    .run(backend);
            System.out.println(result.answer().student().test());
        }
    }
}
