package org.hetcomp.cli;

import ai.djl.util.Utils;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.Catalogue;
import org.hetcomp.data.DataSpec;
import org.hetcomp.model.Versions;
import org.hetcomp.pipeline.MemoryNeed;
import org.hetcomp.teacher.TeacherFamilies;

/** {@code doctor}: what works on this machine, and what to do about what does not. */
final class DoctorCommand implements Command {
    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String summary() {
        return "tell what works on this machine, and what is missing";
    }

    @Override
    public List<String> examples() {
        return List.of("doctor", "doctor --data interactions.tsv");
    }

    @Override
    public Options options() {
        return DataOptions.addTo(new Options());
    }

    @Override
    public void run(Call call) {
        if (DataOptions.areGiven(call.arguments()) && !call.arguments().has("data")) {
            throw CommandException.usage("it is not said of which data", "doctor", "give --data");
        }
        MemoryNeed need = call.arguments().has("data") ? need(DataOptions.of(call.arguments())) : null;
        DoctorAnswer answer = DoctorAnswer.of(
                Backends.names().parallelStream().map(EngineProbe::of).toList(), need);
        if (!call.answer(answer)) {
            tell(call.console().out(), answer);
            if (need != null) {
                call.console().out().println(told(need));
            }
        }
        if (answer.engines().stream().noneMatch(EngineState::usable)) {
            throw CommandException.failure(
                    "no engine is usable here",
                    "doctor",
                    "each engine's line says what it lacks; docs/dependencies.md names the platforms that have libraries",
                    null);
        }
    }

    private static MemoryNeed need(DataSpec data) {
        return MemoryNeed.of(data.load(), 0, TeacherFamilies.byDefault().size());
    }

    private static String told(MemoryNeed need) {
        return String.format(
                Locale.ROOT,
                "%nDistilling that data, %,d users and %,d items, with %d teachers takes about %,d MB of Java's heap%s.",
                need.users(),
                need.items(),
                need.teachers(),
                need.megabytes(),
                need.isTight() ? ", and it has " + MemoryNeed.there() + ": " + need.advice() : ", which it has");
    }

    private static void tell(PrintStream out, DoctorAnswer answer) {
        out.println(row("hetcomp", Versions.hetcomp() + ", DJL " + Versions.djl()));
        out.println(row(
                "Java",
                Runtime.version() + " on " + System.getProperty("os.name") + " " + System.getProperty("os.arch")));
        for (EngineState engine : answer.engines()) {
            String state = engine.usable() ? "usable" : "not usable: " + engine.reason();
            out.println(row(engine.name(), engine.version() + ", " + state));
        }
        List<String> devices = answer.devices();
        out.println(row("devices", devices.isEmpty() ? "none" : String.join(", ", devices)));
        out.println(row("threads", Runtime.getRuntime().availableProcessors() + " cores"));
        out.println(memory());
        Path cache = Catalogue.defaultCache();
        out.println(row("data", cache + (writable(cache) ? "" : ", not writable: set HETCOMP_CACHE")));
        Path natives = Utils.getCacheDir();
        out.println(row("natives", natives + (writable(natives) ? "" : ", not writable: set DJL_CACHE_DIR")));
        if (devices.stream().noneMatch(device -> device.startsWith("gpu"))) {
            out.println();
            out.println("No GPU is usable; everything runs on the CPU. What a GPU takes: docs/gpu.md");
            answer.engines().stream().filter(EngineState::usable).forEach(engine -> out.println("  " + engine.noGpu()));
        }
    }

    private static String memory() {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        String text = String.format("%,d MB for Java's heap (HETCOMP_JAVA_OPTS=-Xmx...)", heap);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            text = String.format("%,d MB, ", system.getTotalMemorySize() >> 20) + text;
        }
        return row("memory", text);
    }

    private static boolean writable(Path folder) {
        Path there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isWritable(there);
    }

    private static String row(String name, String text) {
        return String.format("%-9s %s", name, text);
    }
}
