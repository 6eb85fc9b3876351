package org.hetcomp.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hetcomp.bench.process.ChildJvm;

/**
 * Measures backends against one another. In a suite each backend has a process of its own; all of them live together
 * and one works at a time, so that repetitions of different backends alternate and whatever slows the machine hits all
 * alike.
 */
public final class Bench {
    private final List<Candidate> candidates;
    private final int repetitions;
    private final Duration patience;
    private final Path scratch;
    private final Consumer<String> listener;
    private final BooleanSupplier interrupted;
    private final Function<Candidate, List<String>> children;
    private final Findings findings = new Findings();

    /**
     * A comparison.
     *
     * @param candidates the backends
     * @param repetitions measurements of each metric, at least 1
     * @param patience how long a process may take for one step
     * @param scratch an empty folder for what processes leave for one another
     * @param listener is told what is being done
     * @param interrupted asked between steps whether to stop
     */
    public Bench(
            List<Candidate> candidates,
            int repetitions,
            Duration patience,
            Path scratch,
            Consumer<String> listener,
            BooleanSupplier interrupted) {
        this(candidates, repetitions, patience, scratch, listener, interrupted, Bench::child);
    }

    /** The same with other processes. */
    Bench(
            List<Candidate> candidates,
            int repetitions,
            Duration patience,
            Path scratch,
            Consumer<String> listener,
            BooleanSupplier interrupted,
            Function<Candidate, List<String>> children) {
        this.candidates = new ArrayList<>(candidates);
        this.repetitions = repetitions;
        this.patience = patience;
        this.scratch = scratch;
        this.listener = listener;
        this.interrupted = interrupted;
        this.children = children;
    }

    private static List<String> child(Candidate candidate) {
        return ChildJvm.command(Child.class.getName(), candidate.threads(), List.of());
    }

    /** The backends that are left: all but those found missing. */
    public List<Candidate> candidates() {
        return List.copyOf(candidates);
    }

    /** What was found so far. */
    public Findings findings() {
        return findings;
    }

    /**
     * Tries the backends that may well be missing, those on a GPU, before anything is done for them.
     *
     * @param workload any
     */
    public void probe(Workload workload) throws IOException {
        List<Candidate> doubtful = candidates.stream()
                .filter(candidate -> candidate.device().startsWith("gpu"))
                .toList();
        measure(Suite.KERNELS, workload, doubtful, run -> run.open());
    }

    /**
     * Measures a suite.
     *
     * @throws IOException if no process can be started or what it left cannot be read
     * @throws InterruptedIOException if asked to stop
     */
    public void run(Suite suite, Workload workload) throws IOException {
        measure(suite, workload, candidates, run -> run.run());
    }

    private interface Part {
        void of(SuiteRun run) throws IOException;
    }

    private void measure(Suite suite, Workload workload, List<Candidate> some, Part part) throws IOException {
        List<Contender> contenders = new ArrayList<>();
        for (Candidate candidate : some) {
            contenders.add(new Contender(candidate, suite, workload, children.apply(candidate), patience));
        }
        try {
            part.of(new SuiteRun(suite, contenders, repetitions, scratch, listener, interrupted, findings));
        } finally {
            contenders.forEach(Contender::close);
        }
        // What is missing once stays missing.
        contenders.stream().filter(Contender::isMissing).map(Contender::candidate).forEach(candidates::remove);
    }
}
