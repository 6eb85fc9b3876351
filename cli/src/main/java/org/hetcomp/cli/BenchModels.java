package org.hetcomp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.bench.Candidate;
import org.hetcomp.bench.Models;
import org.hetcomp.bench.Session;
import org.hetcomp.bench.Suite;
import org.hetcomp.bench.process.ChildException;
import org.hetcomp.bench.process.ChildJvm;
import org.hetcomp.data.Dataset;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.RunFolder;
import org.hetcomp.pipeline.TeacherSet;
import org.hetcomp.pipeline.TeacherSource;
import org.hetcomp.zoo.Access;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models to distil and to serve: teachers that are given or else trained, and students of them. They are trained in
 * processes of their own by the commands {@code teachers} and {@code distill}, all by one backend, so that every
 * backend serves the same models.
 */
final class BenchModels {
    private static final Logger LOG = LoggerFactory.getLogger(BenchModels.class);
    private static final Duration PATIENCE = Duration.ofDays(7);
    private static final int QUICK_TEACHER_EPOCHS = 2;
    private static final int QUICK_STUDENT_EPOCHS = 6;

    private final BenchOptions options;
    private final List<ModelFolder> given;
    private final Session session;

    /**
     * Models that are trained in folders of the session's scratch folder.
     *
     * @param given teachers that were made before
     */
    BenchModels(BenchOptions options, List<ModelFolder> given, Session session) {
        this.options = options;
        this.given = given;
        this.session = session;
    }

    /**
     * Checks the data, and opens the teachers that were made before, ahead of all that takes time.
     *
     * @return those teachers; none if no suite takes any
     */
    static List<ModelFolder> given(BenchOptions options) {
        if (options.suites().stream().noneMatch(Suite::takesData)) {
            return List.of();
        }
        Dataset data = options.workload().data().load();
        if (options.suites().stream().noneMatch(Suite::takesTeachers)) {
            return List.of();
        }
        List<ModelFolder> opened = new ArrayList<>();
        TeacherSources.sources(options.teachers(), options.repositories(), Access.configured(System.getenv()))
                .forEach(source -> opened.addAll(source.open()));
        List<ModelFolder> given = TeacherSet.distinct(opened);
        given.forEach(teacher -> teacher.requireMadeFrom(data));
        given.stream()
                .filter(teacher -> !teacher.scores())
                .forEach(teacher -> LOG.warn(
                        "teacher {} is known by its rankings only and is not served",
                        teacher.card().id()));
        return given;
    }

    /**
     * Trains what is wanted on the first backend that can.
     *
     * @param candidates at least one backend
     * @param withStudents whether students are wanted
     * @throws ChildException if none can; it is what the last one failed of
     * @throws org.hetcomp.pipeline.StoppedException if asked to stop
     */
    Models trained(List<Candidate> candidates, boolean withStudents) throws IOException, ChildException {
        ChildException failure = null;
        for (Candidate candidate : candidates) {
            session.requireNoStop();
            try {
                Path folder = session.scratch().resolve("models-" + candidates.indexOf(candidate));
                return trained(candidate, folder, withStudents);
            } catch (ChildException e) {
                // Whoever interrupts this process interrupts its children too.
                session.requireNoStop();
                LOG.warn("{} cannot train the models: {}", candidate, e.getMessage());
                failure = e;
            }
        }
        throw failure;
    }

    private Models trained(Candidate candidate, Path folder, boolean withStudents) throws IOException, ChildException {
        List<ModelFolder> teachers = new ArrayList<>(given);
        if (TeacherSources.train(options.teachers())) {
            Path trained = folder.resolve("teachers");
            LOG.info("training teachers to distil and to serve on {}", candidate);
            List<String> words = words(candidate, "teachers", "--out", trained.toString());
            words.addAll(
                    List.of("--families", String.join(",", options.workload().families())));
            run(candidate, words, "--epochs", QUICK_TEACHER_EPOCHS);
            teachers.addAll(TeacherSource.folder(trained).open());
        }
        Map<String, String> folders = new LinkedHashMap<>();
        TeacherSet.distinct(teachers)
                .forEach(teacher -> folders.put(
                        teacher.card().id(), teacher.folder().toAbsolutePath().toString()));
        List<String> students = new ArrayList<>();
        for (int dim : withStudents ? options.workload().dims() : List.<Integer>of()) {
            Path out = folder.resolve("student-" + dim);
            LOG.info("distilling a student of dimension {} to serve", dim);
            List<String> words = words(candidate, "distill", "--dim", Integer.toString(dim), "--out", out.toString());
            words.addAll(List.of("--teachers", String.join(",", folders.values())));
            run(candidate, words, "--epochs", QUICK_STUDENT_EPOCHS);
            students.add(RunFolder.student(out).toString());
        }
        return new Models(folders, students);
    }

    private List<String> words(Candidate candidate, String... command) {
        List<String> words = new ArrayList<>(Arrays.asList(command));
        options.workload().data().options().forEach((name, value) -> words.addAll(List.of("--" + name, value)));
        words.addAll(List.of("--engine", candidate.engine(), "--device", candidate.device()));
        words.addAll(List.of("--threads", Integer.toString(candidate.threads())));
        words.addAll(List.of("--seed", Long.toString(options.workload().seed())));
        return words;
    }

    private void run(Candidate candidate, List<String> words, String epochs, int quick)
            throws IOException, ChildException {
        if (options.quick()) {
            words.addAll(List.of(epochs, Integer.toString(quick)));
        }
        ChildJvm.run(Main.class.getName(), candidate.threads(), words, PATIENCE, session.listener());
    }
}
