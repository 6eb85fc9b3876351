/**
 * Charts as inline SVG, of figures that the caller brings: lines, bars with whiskers, labelled points, strips. Knows
 * nothing of recommenders, files or commands.
 *
 * <p>Read {@link org.hetcomp.report.chart.Markup} first, which cannot hold text that is not escaped, then {@link
 * org.hetcomp.report.chart.Drawing}, which all charts draw on. Charts have a fixed width, for half a page or a whole
 * phone; a page puts two beside each other where there is room. Names stand beside what they name, not in a legend, and are
 * kept apart by {@link org.hetcomp.report.chart.Labels}. Colours are those of the page's style sheet, by {@link
 * org.hetcomp.report.chart.Tone}; none is the only thing that tells two things apart.
 *
 * <p>A further kind of chart is a class with a {@code draw()} that gives back {@code Markup}.
 */
package org.hetcomp.report.chart;
