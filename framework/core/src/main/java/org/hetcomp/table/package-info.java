/**
 * Tables of others, row by row: lines of fields, JSON lines, and the answers of databases; and a table written to one.
 * Knows no users and items.
 *
 * <p>Read {@link org.hetcomp.table.Row} and {@link org.hetcomp.table.Table}, then what makes them:
 * {@link org.hetcomp.table.DelimitedTable}, {@link org.hetcomp.table.JsonTable} and
 * {@link org.hetcomp.table.QueryTable}. {@link org.hetcomp.table.Numbers} and {@link org.hetcomp.table.Times} say what a
 * field means.
 *
 * <p>To add a source, implement {@link org.hetcomp.table.Table}; whatever is read is held a row at a time.
 */
package org.hetcomp.table;
