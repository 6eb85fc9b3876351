package org.hetcomp.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.RankedItems;
import org.hetcomp.data.Rankings;
import org.hetcomp.eval.Baseline;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measures;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.Printable;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.model.Names;
import org.hetcomp.model.Provenance;
import org.hetcomp.pipeline.Cards;
import org.hetcomp.pipeline.RunPlace;
import org.hetcomp.table.JdbcUrl;
import org.hetcomp.teacher.TeacherTrainer;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.hetcomp.zoo.PathLock;
import org.hetcomp.zoo.RankingImport;

/** {@code zoo import}: makes a teacher of the rankings that another system has exported, or of a baseline. */
final class ZooImport {
    static final String BASELINE = "baseline";

    private static final int MOST_RANKS = 100_000;

    private ZooImport() {}

    static void run(Call call, List<String> none) throws IOException {
        Arguments arguments = call.arguments();
        String baseline = arguments.one(BASELINE, Baseline.IDS, null);
        String name = baseline == null
                ? required(arguments, "name", "the teacher's id in an ensemble")
                : arguments.text("name", baseline);
        if (!Names.isId(name)) {
            throw CommandException.usage(
                    Arguments.quote(name) + " is no id",
                    "--name",
                    "take letters, digits, dots, dashes and underscores");
        }
        if (!Printable.isPlain(arguments.text("family", ""))) {
            throw CommandException.usage(
                    Arguments.quote(arguments.text("family", "")) + " has characters that cannot be shown",
                    "--family",
                    "leave them out");
        }
        if (baseline != null) {
            requireNoRankings(arguments);
        }
        boolean database = isDatabase(arguments);
        List<Path> files = database || baseline != null ? List.of() : files(arguments);
        Path out = Path.of(required(arguments, "out", "the folder to write"));
        RunPlace.requireNew(out, "--out");
        RankingImport rankings = new RankingImport(
                name,
                order(arguments),
                names(arguments, "users"),
                names(arguments, "items"),
                arguments.integer("ranks", 1, MOST_RANKS, TeacherTrainer.CUT));
        DataSpec source = DataOptions.of(arguments).settled();
        Dataset data = source.load();
        Baseline counted =
                baseline == null ? null : Baseline.of(baseline, data.split().train());
        Trajectory trajectory = counted != null
                ? rankings.of(counted, data)
                : database
                        ? rankings.query(arguments.texts("rankings").get(0), arguments.texts("rank-query"), data)
                        : rankings.read(files, data);
        Card card = counted == null
                ? card(arguments, "custom", 0, trajectory, data)
                : card(arguments, counted.title(), counted.parameters(), trajectory, data);
        try (PathLock lock = PathLock.of(out)) {
            AtomicFolder.sweepBeside(out);
            RunPlace.requireNew(out, "--out");
            ModelWriter.imported(
                    out,
                    card,
                    trajectory,
                    data,
                    arguments.has(RunOptions.NO_SEEN) ? null : data.split().all());
        }
        tell(call, ModelFolder.open(out).card(), trajectory, source, out);
    }

    private static String required(Arguments arguments, String option, String what) {
        String given = arguments.text(option, null);
        if (given == null) {
            throw CommandException.usage("zoo import takes " + what, "--" + option, "give it");
        }
        return given;
    }

    private static void requireNoRankings(Arguments arguments) {
        for (String other : List.of("rankings", "rank-query", "order", "users", "items")) {
            if (arguments.has(other)) {
                throw CommandException.usage("a baseline ranks by itself", "--" + other, "leave it out");
            }
        }
    }

    private static boolean isDatabase(Arguments arguments) {
        List<String> given = arguments.texts("rankings");
        List<String> queries = arguments.texts("rank-query");
        boolean database = given.stream().anyMatch(JdbcUrl::isOne);
        if (database && (given.size() > 1 || queries.isEmpty())) {
            throw CommandException.usage(
                    given.size() > 1 ? "a database beside other rankings" : "no query for the database",
                    given.size() > 1 ? "--rankings" : "--rank-query",
                    "give one jdbc:... and a query for each snapshot");
        }
        if (!database && !queries.isEmpty()) {
            throw CommandException.usage(
                    "files are not asked by a query", "--rank-query", "give --rankings jdbc:..., or leave it out");
        }
        return database;
    }

    private static List<Path> files(Arguments arguments) {
        List<Path> files = new ArrayList<>();
        for (String given : arguments.texts("rankings")) {
            if (!Files.isRegularFile(Path.of(given))) {
                throw CommandException.usage(
                        "no such file as " + Arguments.quote(given), "--rankings", "check the path");
            }
            files.add(Path.of(given));
        }
        if (files.isEmpty()) {
            throw CommandException.usage(
                    "zoo import takes rankings", "--rankings", "name a file for each snapshot, or give --baseline");
        }
        return files;
    }

    private static RankedItems.Order order(Arguments arguments) {
        String given = arguments.one("order", List.of("score", "rank"), null);
        return given == null ? RankedItems.Order.AUTO : RankedItems.Order.valueOf(given.toUpperCase(Locale.ROOT));
    }

    /** Lines of ids, or of a number and an id with a tab between, as users.tsv has them; null without the option. */
    private static IdMap names(Arguments arguments, String option) {
        String given = arguments.text(option, null);
        if (given == null) {
            return null;
        }
        try {
            List<String> lines = Files.readAllLines(Path.of(given));
            boolean numbered = !lines.isEmpty() && lines.stream().allMatch(line -> line.matches("[0-9]+\t.+"));
            return numbered
                    ? IdMap.read(Path.of(given))
                    : new IdMap(lines.stream().map(String::strip).toList());
        } catch (MalformedInputException e) {
            throw CommandException.usage("the file is not in UTF-8", given, "convert it");
        } catch (IOException e) {
            throw CommandException.usage("cannot read " + Arguments.quote(given), "--" + option, "check the path");
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage(), given, "give each row an id of its own");
        }
    }

    /** The settings on the card. */
    private record Settings(String family, int ranks) {}

    private static Card card(Arguments arguments, String kind, long parameters, Trajectory trajectory, Dataset data) {
        String family = arguments.text("family", kind);
        Evaluator evaluator = new Evaluator(data.split());
        return Cards.of(Card.Kind.TEACHER, trajectory.teacher(), data)
                .title(family.equals("custom") ? "imported rankings" : family)
                .made(Provenance.imported())
                .settings(new Settings(family, trajectory.converged().cut()))
                .parameters(arguments.integer("parameters", 0L, Long.MAX_VALUE, parameters))
                .snapshots(trajectory.snapshots().stream().map(Snapshot::epoch).toList())
                .measures(evaluator.valid(trajectory.converged()), evaluator.test(trajectory.converged()))
                .build();
    }

    /** What it answers to scripts. */
    private record Answer(
            Measures valid,
            Measures test,
            long parameters,
            String name,
            int snapshots,
            int ranks,
            boolean observed,
            String out) {
        static Answer of(Card card, Trajectory trajectory, Path out) {
            return new Answer(
                    card.valid(),
                    card.test(),
                    card.parameters(),
                    card.id(),
                    trajectory.size(),
                    trajectory.converged().cut(),
                    observes(trajectory),
                    out.toString());
        }
    }

    private static void tell(Call call, Card card, Trajectory trajectory, DataSpec data, Path out) {
        if (call.answer(Answer.of(card, trajectory, out))) {
            return;
        }
        call.console().out().print(new ResultTable().row(card.id(), card.title(), card.test(), card.parameters()));
        call.console()
                .out()
                .printf(
                        "%nThe rankings, %d snapshot%s of at most %d items%s,%nlie in            %s%nDistil them with  %s%n",
                        trajectory.size(),
                        trajectory.size() == 1 ? "" : "s",
                        trajectory.converged().cut(),
                        observes(trajectory) ? " and the order of train items" : "",
                        out,
                        Main.program() + " distill" + DataOptions.words(data) + " --teachers " + out);
    }

    private static boolean observes(Trajectory trajectory) {
        return trajectory.observed().greatest() != Rankings.NONE;
    }
}
