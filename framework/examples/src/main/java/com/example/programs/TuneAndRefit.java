package com.example.programs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.Method;
import org.hetcomp.pipeline.DistillResult;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.Range;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.Teachers;
import org.hetcomp.pipeline.TuneAnswer;
import org.hetcomp.pipeline.TuneSpec;

/** A step size is searched on valid; with it a student is measured, and then made once more of all that is known. */
final class TuneAndRefit {
    private TuneAndRefit() {}

    public static void main(String[] args) throws IOException {
        try (Backend backend = Backends.open(args[0], new BackendOptions("cpu", 1))) {
            Dataset data = Dataset.load(DataSpec.file(Path.of(args[1])));
            Teachers teachers = Teachers.folder(Path.of(args[2]));
            RunSpec common = RunSpec.of(data.spec(), args[0], Method.DEFAULT)
                    .withTeachers(teachers.words(), "", teachers.ids())
                    .withDim(4)
                    .withEpochs(10);
            TuneSpec search = new TuneSpec(common, TuneSpec.STUDENT, Map.of(TuneSpec.LR, new Range(0.005, 0.2)), 4);
            TuneAnswer tuned = Hetcomp.tune(data, search, teachers)
                    .within(10)
                    .into(Path.of(args[3], "search"))
                    .run(backend);
            double step = tuned.trials().get(tuned.winner()).settings().get(TuneSpec.LR);
            DistillResult result = Hetcomp.distill(data)
                    .teachers(teachers)
                    .dim(4)
                    .epochs(10)
                    .steps(step, null)
                    .refit()
                    .into(Path.of(args[3], "student"))
                    .run(backend);
            System.out.println(
                    "step size " + step + ", " + result.answer().student().test());
            System.out.println("to be used: " + result.answer().refit().out());
        }
    }
}
