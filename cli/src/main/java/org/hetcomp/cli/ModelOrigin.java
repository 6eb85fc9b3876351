package org.hetcomp.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.io.Hashes;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.Known;
import org.hetcomp.pipeline.Models;
import org.hetcomp.pipeline.Weights;
import org.hetcomp.serve.Origin;
import org.hetcomp.serve.Served;
import org.hetcomp.serve.ServedStudent;
import org.hetcomp.student.Student;
import org.hetcomp.zoo.ZooTeachers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where {@code serve} finds its model: a student, which needs no engine, a teacher, or the ensemble of teachers. */
final class ModelOrigin implements Origin, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelOrigin.class);

    private final String given;
    private final Call call;
    private final Models pulled;
    private Backend backend;

    ModelOrigin(String given, Call call) {
        this.given = given;
        this.call = call;
        // A repository is not asked every few seconds.
        pulled = ZooTeachers.isOne(given) ? find() : null;
    }

    private Models find() {
        return ModelOption.of(call.arguments(), given, "MODEL");
    }

    private Models models() {
        return pulled == null ? find() : pulled;
    }

    private static boolean isStudent(Models models) {
        return !models.isEnsemble() && models.card().kind() == Card.Kind.STUDENT;
    }

    @Override
    public String where() {
        return given;
    }

    @Override
    public String version() {
        return version(models());
    }

    private static String version(Models models) {
        if (isStudent(models)) {
            return Student.version(models.folders().get(0).folder());
        }
        MessageDigest digest = Hashes.sha256();
        try {
            for (ModelFolder folder : models.folders()) {
                String card = Hashes.of(folder.folder().resolve(ModelFolder.CARD));
                digest.update(card.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Hashes.hex(digest);
    }

    @Override
    public Served open() {
        Models models = models();
        if (isStudent(models)) {
            return student(models);
        }
        Known known = KnownOptions.of(call.arguments(), models);
        tell(known);
        return new ServedModels(models, version(models), known, backend(), Weights.options(models.folders()));
    }

    private Served student(Models named) {
        Arguments arguments = call.arguments();
        ModelFolder student = ModelFolder.open(real(named.folders().get(0).folder()));
        Models models = new Models(List.of(student), false);
        boolean keeps = arguments.has(KnownOptions.KEEP);
        RememberedTeachers others =
                new RememberedTeachers(student.folder(), student.card().splitSha256(), keeps);
        boolean isSaid = arguments.has(KnownOptions.SEEN) || DataOptions.areGiven(arguments);
        if (keeps || !isSaid && Known.travels(models)) {
            return ServedStudent.open(student.folder(), keeps, others);
        }
        Known known = KnownOptions.of(arguments, models);
        tell(known);
        return new ServedStudent(Student.open(student.folder()), had(known), others);
    }

    /** Where links lead now: what is read later is of the same version. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell(Known known) {
        int pairs = known.seen().size();
        if (pairs == 0) {
            LOG.info("what users had is recommended too");
        } else {
            LOG.info("what users had is left out, {} pairs", pairs);
        }
    }

    /** What users had, by their own ids. */
    static Function<String, List<String>> had(Known known) {
        return user -> {
            OptionalInt row = known.users().dense(user);
            return row.isEmpty()
                    ? List.of()
                    : IntStream.of(known.seen().row(row.getAsInt()))
                            .mapToObj(known.items()::token)
                            .toList();
        };
    }

    // Opened once for all versions.
    private synchronized Backend backend() {
        if (backend == null) {
            backend = Engines.open(call.common());
        }
        return backend;
    }

    @Override
    public synchronized void close() {
        if (backend != null) {
            backend.close();
        }
    }
}
