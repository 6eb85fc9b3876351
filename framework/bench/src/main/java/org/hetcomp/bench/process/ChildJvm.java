package org.hetcomp.bench.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How a further JVM like this one is called: the same Java, options and class path; the environment is inherited. */
public final class ChildJvm {
    // Tools that listen to this JVM would listen to that one too; its stderr is no terminal.
    private static final List<String> NOT_INHERITED = List.of("-agent", "-javaagent", "-Xdebug", "-Dhetcomp.terminal=");

    private ChildJvm() {}

    /**
     * Runs a class to its end.
     *
     * @param patience how long that may take
     * @param heard is told each line that it writes
     * @throws ChildException if it ended with another code than 0, or did not
     */
    public static void run(String main, int threads, List<String> words, Duration patience, Consumer<String> heard)
            throws IOException, ChildException {
        try (ChildProcess child = new ChildProcess(command(main, threads, words), patience, heard)) {
            child.await();
        }
    }

    /**
     * The words that call it.
     *
     * @param main name of the class to run
     * @param threads of Java's parallel parts and the thread that calls them together
     */
    public static List<String> command(String main, int threads, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> NOT_INHERITED.stream().noneMatch(option::startsWith))
                .forEach(command::add);
        command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + Math.max(1, threads - 1));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main);
        command.addAll(words);
        return command;
    }
}
