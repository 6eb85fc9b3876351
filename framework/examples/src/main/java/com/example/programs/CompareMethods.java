package com.example.programs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.Method;
import org.hetcomp.eval.PairedDifference;
import org.hetcomp.pipeline.CompareAnswer;
import org.hetcomp.pipeline.CompareSpec;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.Teachers;

/** Two methods over two seeds, taught by the teachers of an earlier run. */
final class CompareMethods {
    private CompareMethods() {}

    public static void main(String[] args) throws IOException {
        try (Backend backend = Backends.open(args[0], new BackendOptions("cpu", 1))) {
            Dataset data = Dataset.load(DataSpec.file(Path.of(args[1])));
            Teachers teachers = Teachers.folder(Path.of(args[2]));
            RunSpec common = RunSpec.of(data.spec(), args[0], Method.HETCOMP)
                    .withTeachers(teachers.words(), "", teachers.ids())
                    .withDim(4);
            CompareSpec spec = new CompareSpec(common, List.of(Method.HETCOMP, Method.NONE), List.of(0L, 1L), 8);
            CompareAnswer answer = Hetcomp.compare(data, spec, teachers).run(backend);
            answer.methods().forEach((id, trials) -> System.out.println(id + " " + trials.mean()));
            for (PairedDifference test : answer.tests()) {
                System.out.println(test.methods() + " " + test.measure() + " p = " + test.adjusted());
            }
        }
    }
}
