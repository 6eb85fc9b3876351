package org.hetcomp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.hetcomp.export.Agreement;
import org.hetcomp.export.Export;
import org.hetcomp.export.Exported;
import org.hetcomp.export.Target;
import org.hetcomp.io.DataException;
import org.hetcomp.pipeline.Models;
import org.hetcomp.pipeline.RunPlace;
import org.hetcomp.student.Student;

/** {@code export}: a student for a database, a search engine, numpy or ONNX. */
final class ExportCommand implements Command {
    @Override
    public String name() {
        return "export";
    }

    @Override
    public String summary() {
        return "write a student for a database, a search engine, numpy or ONNX";
    }

    @Override
    public String usage() {
        return "MODEL --to TARGET --out DIR [options]";
    }

    @Override
    public String operand() {
        return "MODEL";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "export runs/mine --to pgvector --out pgvector",
                "export runs/mine --to opensearch --bits 8 --name shop --out opensearch");
    }

    @Override
    public Options options() {
        return DataOptions.addTo(ZooOptions.addTo(new Options()
                .addOption(CommonOptions.option("to", "TARGET", String.join(", ", Target.words())))
                .addOption(CommonOptions.option("out", "DIR", "the folder to write, new or empty"))
                .addOption(CommonOptions.option(
                        "bits",
                        "N",
                        "of a number: 32 (default), 16 or 8, where the target can hold it. What that loses is said: the "
                                + "share of users' best 50 that is kept, and Recall@50 on test before and after, on the "
                                + "data that the model was made from, if it is there, or on --data"))
                .addOption(CommonOptions.option(
                        "name", "NAME", "what tables, indexes and schemas begin with (default " + Export.NAME + ")"))));
    }

    @Override
    public void run(Call call) throws IOException {
        Arguments arguments = call.arguments();
        Target target =
                Target.of(Arguments.one("target", "--to", required(arguments, "to", "where it goes"), Target.words()));
        int bits = bits(arguments, target);
        Path out = Path.of(required(arguments, "out", "the folder to write"));
        RunPlace.requireNew(out, "--out");
        Models models = ModelOption.of(arguments, arguments.operands().get(0), name());
        Student student = ModelOption.student(models, name(), "only a student is exported: a score is one product");
        Export export = Export.of(student, target);
        try {
            export = export.name(arguments.text("name", Export.NAME)).bits(bits);
        } catch (DataException e) {
            throw CommandException.usage(e.what(), "--" + e.where(), e.advice());
        }
        // Before anything is written: data that was named and cannot be used is an error.
        RecallKept recall = RecallKept.of(arguments, models, bits);
        Exported exported = export.write(out);
        RecallKept.Worth worth = recall.measure(student, export);
        Answer answer = new Answer(
                target.word(),
                bits,
                student.users(),
                student.items(),
                student.dim(),
                out.toString(),
                exported.files(),
                exported.notes(),
                exported.agreement(),
                worth);
        if (!call.answer(answer)) {
            tell(call, answer);
            recall.tell(call, worth);
        }
    }

    private static int bits(Arguments arguments, Target target) {
        int bits = arguments.integer("bits", 1, 64, 32);
        if (!target.bits().contains(bits)) {
            throw CommandException.usage(
                    target.word() + " cannot hold numbers of " + bits + " bits",
                    "--bits",
                    "take one of "
                            + String.join(
                                    ", ",
                                    target.bits().stream().map(String::valueOf).toList()));
        }
        return bits;
    }

    private static String required(Arguments arguments, String option, String what) {
        String value = arguments.text(option, null);
        if (value == null) {
            throw CommandException.usage(what + " is not said", "--" + option, "give it, as in --help");
        }
        return value;
    }

    private static void tell(Call call, Answer answer) {
        for (Exported.File file : answer.files()) {
            call.console().out().printf(Locale.ROOT, "%-40s %s%n", file.name(), ZooCommand.size(file.bytes()));
        }
        call.console()
                .out()
                .printf(
                        Locale.ROOT,
                        "%,d users and %,d items, %d numbers of %d bits each, for %s in %s%n",
                        answer.users(),
                        answer.items(),
                        answer.dim(),
                        answer.bits(),
                        answer.to(),
                        answer.out());
        answer.notes().forEach(note -> call.console().out().println(note));
        Agreement kept = answer.kept();
        if (answer.bits() < 32) {
            call.console()
                    .out()
                    .printf(
                            Locale.ROOT,
                            "of the best %d items of %s users %.2f%% are the same as in 32 bits%n",
                            kept.top(),
                            kept.users() == answer.users()
                                    ? String.format(Locale.ROOT, "all %,d", kept.users())
                                    : String.format(Locale.ROOT, "%,d of the %,d", kept.users(), answer.users()),
                            100 * kept.share());
        }
    }

    /** What it answers to scripts. */
    private record Answer(
            String to,
            int bits,
            int users,
            int items,
            int dim,
            String out,
            List<Exported.File> files,
            List<String> notes,
            Agreement kept,
            RecallKept.Worth recall50) {}
}
