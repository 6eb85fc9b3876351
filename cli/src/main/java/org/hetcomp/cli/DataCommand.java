package org.hetcomp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.hetcomp.data.Catalogue;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Lab;
import org.hetcomp.data.NamedSet;
import org.hetcomp.data.SplitWriter;
import org.hetcomp.data.Statistics;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.Place;
import org.hetcomp.pipeline.RunPlace;
import org.hetcomp.zoo.PathLock;

/** {@code data}: what data there is, and what is in it. */
final class DataCommand implements Command {
    @Override
    public String name() {
        return "data";
    }

    @Override
    public String summary() {
        return "list, fetch, count and divide data sets";
    }

    @Override
    public String usage() {
        return "list|stats|split|get [options]";
    }

    @Override
    public List<String> operands() {
        return List.of("list", "stats", "split", "get");
    }

    @Override
    public List<String> examples() {
        return List.of(
                "data stats --data interactions.tsv --min-user 10",
                "data split --data citeulike-a --split temporal --out divided");
    }

    @Override
    public Options options() {
        return DataOptions.addTo(new Options())
                .addOption(CommonOptions.option("out", "DIR", "split: the folder to write, new or empty"));
    }

    @Override
    public void run(Call call) throws IOException {
        Arguments arguments = call.arguments();
        if (arguments.operands().size() > 1) {
            throw CommandException.usage(
                    "unexpected word " + Arguments.quote(arguments.operands().get(1)), name(), "name its option");
        }
        String action = arguments.operands().get(0);
        if (arguments.has("out") != action.equals("split")) {
            throw CommandException.usage(
                    action + (arguments.has("out") ? " writes nothing" : " writes a folder"),
                    "--out",
                    arguments.has("out") ? "leave it out" : "name one");
        }
        switch (action) {
            case "list" -> list(call);
            case "get" -> get(call);
            case "split" -> {
                Path out = Path.of(arguments.text("out", null));
                RunPlace.requireNew(out, "--out");
                Dataset data = DataOptions.of(arguments).load();
                try (PathLock lock = PathLock.of(out)) {
                    AtomicFolder.sweepBeside(out);
                    SplitWriter.write(data, Place.behind(out));
                }
                stats(call, data, "written to " + out);
            }
            default -> stats(call, DataOptions.of(arguments).load(), null);
        }
    }

    private static void list(Call call) {
        Catalogue catalogue = new Catalogue();
        List<Known> sets = new ArrayList<>();
        StringBuilder text = new StringBuilder(row(Lab.NAME, "generated in a second, small: good for a first try"));
        sets.add(new Known(Lab.NAME, true));
        for (NamedSet set : catalogue.sets()) {
            boolean here = catalogue.isCached(set);
            String where = here
                    ? catalogue.file(set).toString()
                    : "not fetched yet, from " + set.source().getHost();
            text.append(row(set.name(), String.format(Locale.ROOT, "%,d KB, %s", set.bytes() / 1024, where)));
            sets.add(new Known(set.name(), here));
        }
        if (!call.answer(new Sets(sets))) {
            call.console().out().print(text);
        }
    }

    private static String row(String name, String text) {
        return String.format("%-14s %s%n", name, text);
    }

    /** A set that is known by name, and whether it is here already. */
    private record Known(String name, boolean here) {}

    /** What {@code list} answers to scripts. */
    private record Sets(List<Known> sets) {}

    /** What the others answer to scripts. */
    private record Counts(int users, int items, long interactions, double sparsity) {}

    private static void get(Call call) {
        DataSpec source = DataOptions.of(call.arguments());
        Catalogue catalogue = new Catalogue();
        List<String> names = catalogue.sets().stream().map(NamedSet::name).toList();
        Arguments.one("data set", "--data", source.name(), names);
        NamedSet set = catalogue.find(source.name()).orElseThrow();
        Path file = catalogue.fetch(set);
        stats(call, source.load(), "lies in " + file);
    }

    private static void stats(Call call, Dataset data, String note) {
        Statistics counts = Statistics.of(data);
        if (call.answer(new Counts(counts.users(), counts.items(), counts.interactions(), counts.sparsity()))) {
            return;
        }
        call.console()
                .out()
                .printf(
                        Locale.ROOT,
                        """
                %s%s
                users           %,12d
                items           %,12d
                interactions    %,12d   train %,d, valid %,d, test %,d
                sparsity        %12.4f   share of all pairs that are not there
                items of a user %12.1f   %d to %,d, median %d
                users of an item%12.1f   %d to %,d, median %d
                popular items   %11.1f%%   share of interactions that the top 20%% of items have
                """,
                        data.name(),
                        note == null ? "" : ", " + note,
                        counts.users(),
                        counts.items(),
                        counts.interactions(),
                        counts.train(),
                        counts.valid(),
                        counts.test(),
                        counts.sparsity(),
                        counts.perUser().mean(),
                        counts.perUser().min(),
                        counts.perUser().max(),
                        counts.perUser().median(),
                        counts.perItem().mean(),
                        counts.perItem().min(),
                        counts.perItem().max(),
                        counts.perItem().median(),
                        100 * counts.topShare());
    }
}
