/**
 * Backends measured against one another: how fast, with how much memory, and whether they agree.
 *
 * <p>Read {@link org.hetcomp.bench.Bench} first, then {@code SuiteRun}, which takes turns between backends. A backend
 * is measured in a process of its own: {@code Contender} and {@code ChildProcess} are the parent's side of it, {@link
 * org.hetcomp.bench.Child} and {@code Worker} its own. {@link org.hetcomp.bench.Suite} lists what is measured; a suite
 * is a list of tasks such as those of {@code Kernels}. They speak in {@code Request}s and {@code Answer}s. {@link
 * org.hetcomp.bench.Findings} is what comes out, and {@link org.hetcomp.bench.BenchResults} is all of it with its
 * circumstances, as {@code results.json} has it.
 *
 * <p>To measure something more, write a {@code Work} and add its task to a suite; a new suite is a constant of {@link
 * org.hetcomp.bench.Suite}. All that is drawn is drawn in Java from the workload's seed, and {@code Work.sample} gives
 * what backends must agree on, so that a fast wrong one shows. docs/benchmarks.md tells users what each figure means.
 */
package org.hetcomp.bench;
