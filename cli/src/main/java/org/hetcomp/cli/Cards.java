package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Devices;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Split;
import org.hetcomp.distill.Outcome;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.teacher.TrainedTeacher;
import org.hetcomp.trajectory.Snapshot;

/** Fills in the cards of what was trained. */
final class Cards {
    private Cards() {}

    /** What makes models here. */
    static Card.Made made(Backend backend, long seed) {
        return new Card.Made(
                Versions.hetcomp(),
                backend.name(),
                backend.version(),
                Devices.name(backend.device()),
                backend.threads(),
                seed,
                now());
    }

    /** The time as it is written. */
    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static Card teacher(TrainedTeacher teacher, Dataset data, DataSpec source, Card.Made made) {
        return new Card(
                Card.FORMAT,
                Card.Kind.TEACHER,
                teacher.family().id(),
                teacher.family().title(),
                made,
                source,
                data.sha256(),
                data.splitSha256(),
                data.users().size(),
                data.items().size(),
                interactions(data),
                Licences.of(source),
                Json.GSON.toJsonTree(teacher.options()).getAsJsonObject(),
                teacher.parameters(),
                teacher.epochs(),
                teacher.trajectory().snapshots().stream().map(Snapshot::epoch).toList(),
                teacher.seconds(),
                teacher.valid(),
                teacher.test(),
                Map.of(),
                Map.of(),
                Map.of(),
                teacher.family().id());
    }

    static Card student(Outcome outcome, Dataset data, Settings settings, long parameters, Card.Made made) {
        JsonObject options = Json.GSON.toJsonTree(settings.distiller()).getAsJsonObject();
        Card.Kind kind = Card.Kind.STUDENT;
        return new Card(
                Card.FORMAT,
                kind,
                "student",
                "matrix factorisation, method " + settings.method(),
                made,
                settings.data(),
                data.sha256(),
                data.splitSha256(),
                data.users().size(),
                data.items().size(),
                interactions(data),
                Licences.of(settings.data()),
                options,
                parameters,
                outcome.epochs(),
                List.of(),
                outcome.seconds().curriculum()
                        + outcome.seconds().distill()
                        + outcome.seconds().evaluate(),
                outcome.valid(),
                outcome.test(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);
    }

    /** Pairs of all parts. */
    static long interactions(Dataset data) {
        Split split = data.split();
        return (long) split.train().size() + split.valid().size() + split.test().size();
    }
}
