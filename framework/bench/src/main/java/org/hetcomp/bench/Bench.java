package org.hetcomp.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hetcomp.bench.process.ChildJvm;
import org.hetcomp.pipeline.StoppedException;

/**
 * Measures backends against one another. In a suite each backend has a process of its own; all of them live together
 * and one works at a time, so that repetitions of different backends alternate and whatever slows the machine hits all
 * alike.
 */
public final class Bench {
    private final List<Candidate> candidates;
    private final Session session;
    private final Function<Candidate, List<String>> children;
    private final Findings findings = new Findings();

    /** A comparison of those backends. */
    public Bench(List<Candidate> candidates, Session session) {
        this(candidates, session, Bench::child);
    }

    /** The same with other processes. */
    Bench(List<Candidate> candidates, Session session, Function<Candidate, List<String>> children) {
        this.candidates = new ArrayList<>(candidates);
        this.session = session;
        this.children = children;
    }

    private static List<String> child(Candidate candidate) {
        return ChildJvm.command(Child.class.getName(), candidate.threads(), List.of());
    }

    /** The backends that are left: all but those found missing. */
    public List<Candidate> candidates() {
        return List.copyOf(candidates);
    }

    /** What was found so far; it stays so when measuring is stopped. */
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
        measure(
                doubtful,
                candidate -> new Request.Opening(candidate, Suite.KERNELS, workload, Models.NONE, scratch()),
                SuiteRun::open);
    }

    /**
     * Measures a suite.
     *
     * @param models those to distil and to serve; none for a suite that takes none
     * @throws IOException if no process can be started or what it left cannot be read
     * @throws org.hetcomp.io.DataException if there is no room for what it writes
     * @throws StoppedException if asked to stop
     */
    public void run(Suite suite, Workload workload, Models models) throws IOException {
        if (suite == Suite.GROWTH) {
            GrowthWork.requireRoom(workload, candidates.size(), session.scratch());
        }
        measure(
                candidates,
                candidate -> new Request.Opening(candidate, suite, workload, models, scratch()),
                SuiteRun::run);
    }

    private String scratch() {
        return session.scratch().toString();
    }

    private interface Part {
        void of(SuiteRun run) throws IOException;
    }

    private void measure(List<Candidate> some, Function<Candidate, Request.Opening> opening, Part part)
            throws IOException {
        if (some.isEmpty()) {
            return;
        }
        List<Contender> contenders = new ArrayList<>();
        for (Candidate candidate : some) {
            contenders.add(new Contender(opening.apply(candidate), children.apply(candidate), session.patience()));
        }
        Suite suite = opening.apply(some.get(0)).suite();
        try {
            part.of(new SuiteRun(suite, contenders, session, findings));
        } finally {
            contenders.forEach(Contender::close);
        }
        // What is missing once stays missing.
        contenders.stream()
                .filter(Contender::isMissing)
                .map(Contender::candidate)
                .forEach(candidates::remove);
    }
}
