package org.hetcomp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.RunPlace;
import org.hetcomp.zoo.PathLock;
import org.hetcomp.zoo.Zoo;
import org.hetcomp.zoo.ZooEntry;

/** {@code zoo}: models that were trained before, in repositories. */
final class ZooCommand implements Command {
    @Override
    public String name() {
        return "zoo";
    }

    @Override
    public String summary() {
        return "list, fetch, publish and check models; import a model's rankings";
    }

    @Override
    public String usage() {
        return "list | show NAME | pull NAME | push RUN REPOSITORY |\n" + " ".repeat(19)
                + "verify [NAME or DIR]... | import, each with its options";
    }

    @Override
    public List<String> operands() {
        return List.of("list", "show", "pull", "push", "verify", "import");
    }

    @Override
    public List<String> examples() {
        return List.of(
                "zoo push runs/mine /srv/models --name shop",
                "zoo import --name als --rankings als.tsv --data shop.tsv --out als");
    }

    @Override
    public Options options() {
        return ZooOptions.all();
    }

    @Override
    public void run(Call call) throws IOException {
        Arguments arguments = call.arguments();
        String action = arguments.operands().get(0);
        List<String> names =
                arguments.operands().subList(1, arguments.operands().size());
        requireFitting(arguments, action);
        switch (action) {
            case "push" -> ZooPush.run(call, one(names, 2, "a run and a repository", action));
            case "import" -> ZooImport.run(call, one(names, 0, "no word, but options", action));
            case "verify" -> verify(call, names);
            case "show" ->
                ZooShow.run(
                        call,
                        zoo(call).find(one(names, 1, "a model's name", action).get(0)));
            case "pull" ->
                pull(
                        call,
                        zoo(call).find(one(names, 1, "a model's name", action).get(0)));
            default -> {
                one(names, 0, "no word, but options", action);
                list(call);
            }
        }
    }

    private static void requireFitting(Arguments arguments, String action) {
        List<String> fitting = new ArrayList<>(ZooOptions.of(action));
        if (action.equals("import")) {
            DataOptions.addTo(new Options()).getOptions().forEach(option -> fitting.add(option.getLongOpt()));
        }
        for (Option option : ZooOptions.all().getOptions()) {
            if (arguments.has(option.getLongOpt()) && !fitting.contains(option.getLongOpt())) {
                throw CommandException.usage(
                        "zoo " + action + " has no such option", "--" + option.getLongOpt(), "leave it out");
            }
        }
    }

    private static List<String> one(List<String> names, int count, String what, String action) {
        if (names.size() != count) {
            throw CommandException.usage(names.size() + " words after it", "zoo " + action, "it takes " + what);
        }
        return names;
    }

    private static Zoo zoo(Call call) {
        return ZooOptions.zoo(call.arguments());
    }

    private static void list(Call call) {
        ZooTable table = new ZooTable();
        zoo(call).repositories().forEach(table::add);
        if (!call.answer(table.json())) {
            call.console().out().print(table.text());
        }
        table.requireSound();
    }

    /** Bytes for people. */
    static String size(long bytes) {
        return bytes >= 1_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f KB", bytes / 1e3);
    }

    private static void pull(Call call, List<ZooEntry> entries) throws IOException {
        String given = call.arguments().text("out", null);
        Path out = given == null ? null : Path.of(given);
        if (out != null) {
            RunPlace.requireNew(out, "--out");
        }
        List<ModelFolder> pulled = entries.stream().map(ZooEntry::pull).toList();
        if (out != null) {
            copy(pulled, out);
        }
        List<ZooAnswer.Pulled> models = new ArrayList<>();
        for (int n = 0; n < entries.size(); n++) {
            ZooEntry entry = entries.get(n);
            ModelFolder model = pulled.get(n);
            Path folder =
                    out == null ? model.folder() : out.resolve(model.card().id());
            models.add(new ZooAnswer.Pulled(entry.id(), entry.version(), folder.toString()));
            if (!call.common().json()) {
                call.console().out().printf("%-20s %s%n", entry.name(), folder);
            }
        }
        call.answer(new ZooAnswer<>(models));
    }

    private static void copy(List<ModelFolder> pulled, Path out) throws IOException {
        Set<String> ids = new HashSet<>();
        for (ModelFolder model : pulled) {
            if (!ids.add(model.card().id())) {
                throw new DataException(
                        "two models have the id " + model.card().id(), out.toString(), "pull them one by one");
            }
        }
        try (PathLock lock = PathLock.of(out)) {
            RunPlace.requireNew(out, "--out");
            AtomicFolder.sweepBeside(out);
            AtomicFolder.write(out, aside -> {
                for (ModelFolder model : pulled) {
                    model.copyTo(aside.resolve(model.card().id()));
                }
            });
        }
    }

    private static void verify(Call call, List<String> names) {
        ZooVerification verification = new ZooVerification(call);
        if (names.isEmpty()) {
            zoo(call).repositories().forEach(verification::repository);
        }
        for (String name : names) {
            Path folder = Path.of(name);
            if (Files.isDirectory(folder)) {
                ZooPush.models(name).forEach(verification::folder);
            } else {
                zoo(call).find(name).forEach(verification::entry);
            }
        }
        verification.finish();
    }
}
