/**
 * Pages about runs: one file each, with its charts and its style inside, that can be mailed, printed and read anywhere.
 *
 * <p>Read {@link org.hetcomp.report.Reports} first, which tells by the files of a folder which page it takes; then
 * {@link org.hetcomp.report.RunReport}, the page of a run of {@code distill}, and its sections. {@link
 * org.hetcomp.report.BenchReport} is the page of a benchmark. Both read files, not objects of the commands that
 * wrote them, so that a page can be made anew of any folder; a file is read by the record that wrote it, such as {@link
 * org.hetcomp.bench.BenchResults}.
 *
 * <p>A further page reads its files into records, and is put together of {@link org.hetcomp.report.Page}, {@link
 * org.hetcomp.report.Figure}, {@link org.hetcomp.report.Table} and the charts of {@code org.hetcomp.report.chart}.
 * How it all looks is in {@code report.css} alone.
 */
package org.hetcomp.report;
