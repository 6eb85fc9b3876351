package org.hetcomp.report;

import java.util.List;
import org.hetcomp.report.chart.Markup;

/**
 * Charts, what they show, and their numbers as tables for those who want them exact or cannot see them.
 *
 * @param charts drawn, at least one
 * @param caption what to see in them
 * @param numbers what was drawn
 */
record Figure(List<Markup> charts, String caption, List<Table> numbers) {
    Figure(List<Markup> charts, String caption, Table numbers) {
        this(charts, caption, List.of(numbers));
    }

    Markup markup(int number) {
        Markup html = new Markup();
        html.open("figure").open("div", "class", "panels");
        charts.forEach(html::add);
        html.close()
                .line()
                .open("figcaption")
                .leaf("b", "Figure " + number + ". ")
                .text(caption)
                .close();
        html.open("details").leaf("summary", "The numbers of figure " + number);
        numbers.forEach(table -> html.add(table.markup()));
        return html.close().close().line();
    }
}
