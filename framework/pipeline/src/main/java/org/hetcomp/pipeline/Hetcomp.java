package org.hetcomp.pipeline;

import java.nio.file.Path;
import java.util.List;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;

/**
 * The door: everything that {@code ./hetcomp} does, from Java.
 *
 * <pre>{@code
 * try (Backend backend = Backends.open(engine)) {
 *     Dataset data = Dataset.load(DataSpec.file(path));
 *     DistillResult result = Hetcomp.distill(data)
 *             .teachers(Teachers.train("mf", "ae"), Teachers.folder(als))
 *             .dim(16)
 *             .into(folder)
 *             .run(backend);
 *     result.student().recommend("u7", 10);
 * }
 * }</pre>
 */
public final class Hetcomp {
    private Hetcomp() {}

    /** Teachers distilled into a student: {@code distill}. */
    public static Distillation distill(Dataset data) {
        return new Distillation(data);
    }

    /** Teachers trained for any number of students: {@code teachers}. */
    public static TeacherTraining teachers(Dataset data) {
        return new TeacherTraining(data);
    }

    /**
     * Methods held against one another over several seeds: {@code compare}.
     *
     * @param spec what is compared
     * @param teachers who teaches all students
     */
    public static Comparison compare(Dataset data, CompareSpec spec, Teachers teachers) {
        return new Comparison(data, spec, teachers);
    }

    /**
     * The same on several data sets and in several dimensions: {@code compare} with {@code --dims} or more than one {@code --data}.
     *
     * @param spec what is compared, where
     * @param sets those of the specification, in its order
     */
    public static Survey survey(SurveySpec spec, List<SurveySet> sets) {
        return new Survey(spec, sets);
    }

    /**
     * A search for settings on valid: {@code tune}.
     *
     * @param spec what is searched
     * @param teachers who teaches all students; none where a teacher's settings are searched
     */
    public static Tuning tune(Dataset data, TuneSpec spec, Teachers teachers) {
        return new Tuning(data, spec, teachers);
    }

    /**
     * A model that was made before, to be asked and measured: {@code recommend} and {@code evaluate}.
     *
     * @param folder of a run (its student), of a student, of a teacher, or of teachers (their ensemble)
     * @throws org.hetcomp.io.DataException if there is none, or the data that it was made from is not there any more
     */
    public static Recommender open(Path folder, Backend backend) {
        return Recommender.open(folder, backend);
    }
}
