package org.hetcomp.pipeline;

import java.util.List;
import org.hetcomp.data.DataSpec;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;

/**
 * All that decides what a run of {@code distill} comes to, resolved. Made by {@link #of} and the {@code with} methods.
 *
 * @param data which data, divided how
 * @param engine which engine
 * @param teachers words for teachers, separated by commas: {@value #TRAIN} for those that the run trains, and what each
 *     {@link TeacherSource} is written as
 * @param repository repositories to look in for those of the zoo; empty for those that the environment names
 * @param families ids of the families to train; empty if none is trained
 * @param teacherEpochs the most epochs of a teacher; 0 for what its family takes
 * @param method what the student is taught by
 * @param dim the student's dimension, 1 to 4096
 * @param epochs the most epochs of the student, from 1
 * @param partition items that the losses sum over
 * @param seed decides what training draws
 * @param judging by what models are measured and their best epoch is chosen; the standard if null
 */
public record RunSpec(
        DataSpec data,
        String engine,
        String teachers,
        String repository,
        List<String> families,
        int teacherEpochs,
        Method method,
        int dim,
        int epochs,
        Partition partition,
        long seed,
        Judging judging)
        implements Spec {
    /** The command that makes such runs. */
    public static final String COMMAND = "distill";

    /** Word for teachers that are trained in the run. */
    public static final String TRAIN = "train";

    /** The greatest dimension of a student, and of a teacher. */
    public static final int MOST_DIM = 4096;

    /** The most epochs. */
    public static final int MOST_EPOCHS = 1_000_000;

    /** Fills in what runs of an older version do not say, and checks the ranges. */
    public RunSpec {
        partition = partition == null ? Partition.FULL : partition;
        families = List.copyOf(families);
        judging = judging == null ? Judging.STANDARD : judging;
        within("dim", dim, 1, MOST_DIM);
        within("epochs", epochs, 1, MOST_EPOCHS);
        within("teacherEpochs", teacherEpochs, 0, MOST_EPOCHS);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", not " + value);
        }
    }

    /** A method with what was found to work for it, seed 0, and no teachers yet. */
    public static RunSpec of(DataSpec data, String engine, Method method) {
        DistillerOptions defaults = DistillerOptions.of(method);
        return new RunSpec(
                data,
                engine,
                "",
                "",
                List.of(),
                0,
                method,
                defaults.dim(),
                defaults.training().epochs(),
                Partition.FULL,
                0,
                Judging.STANDARD);
    }

    @Override
    public String command() {
        return COMMAND;
    }

    /** The same on another engine. */
    public RunSpec withEngine(String other) {
        return new RunSpec(
                data,
                other,
                teachers,
                repository,
                families,
                teacherEpochs,
                method,
                dim,
                epochs,
                partition,
                seed,
                judging);
    }

    /** The same with other teachers. */
    public RunSpec withTeachers(String words, String repositories, List<String> trained) {
        return new RunSpec(
                data,
                engine,
                words,
                repositories,
                trained,
                teacherEpochs,
                method,
                dim,
                epochs,
                partition,
                seed,
                judging);
    }

    /** The same with at most so many epochs of a teacher; 0 for what its family takes. */
    public RunSpec withTeacherEpochs(int most) {
        return new RunSpec(
                data, engine, teachers, repository, families, most, method, dim, epochs, partition, seed, judging);
    }

    /** The same for a student of another dimension. */
    public RunSpec withDim(int d) {
        return new RunSpec(
                data,
                engine,
                teachers,
                repository,
                families,
                teacherEpochs,
                method,
                d,
                epochs,
                partition,
                seed,
                judging);
    }

    /** The same with at most so many epochs of the student. */
    public RunSpec withEpochs(int most) {
        return new RunSpec(
                data,
                engine,
                teachers,
                repository,
                families,
                teacherEpochs,
                method,
                dim,
                most,
                partition,
                seed,
                judging);
    }

    /** The same with the losses' sums taken otherwise. */
    public RunSpec withPartition(Partition other) {
        return new RunSpec(
                data, engine, teachers, repository, families, teacherEpochs, method, dim, epochs, other, seed, judging);
    }

    /** The same with another seed. */
    public RunSpec withSeed(long other) {
        return new RunSpec(
                data,
                engine,
                teachers,
                repository,
                families,
                teacherEpochs,
                method,
                dim,
                epochs,
                partition,
                other,
                judging);
    }

    /** The same judged otherwise. */
    public RunSpec withJudging(Judging other) {
        return new RunSpec(
                data,
                engine,
                teachers,
                repository,
                families,
                teacherEpochs,
                method,
                dim,
                epochs,
                partition,
                seed,
                other);
    }

    /** Another student by another method, of the same data, dimension and engine, with teachers that are at hand. */
    RunSpec student(Method other, int most, String teachersAtHand, long otherSeed) {
        Partition sums = other.isTaught() ? partition : Partition.FULL;
        return new RunSpec(
                data, engine, teachersAtHand, repository, List.of(), 0, other, dim, most, sums, otherSeed, judging);
    }

    /** The families to train and how. */
    TeacherSpec teacherSpec() {
        return new TeacherSpec(families, teacherEpochs, 0, seed, judging);
    }

    /** How the student is trained. */
    public DistillerOptions distiller() {
        DistillerOptions options =
                DistillerOptions.of(method).withSize(dim, epochs).withSeed(seed).withValidateBy(judging.validateBy());
        return options.withLosses(options.losses().withPartition(partition));
    }
}
