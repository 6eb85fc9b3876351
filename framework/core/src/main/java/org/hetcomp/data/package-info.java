/**
 * Interactions and how they are come by: what a user brings as a file, a folder or a name leaves as a
 * {@link org.hetcomp.data.Dataset} with dense ids, divided into train, valid and test. Knows the rooms io and table only.
 *
 * <p>Read {@link org.hetcomp.data.Interactions}, {@link org.hetcomp.data.Split} and {@link org.hetcomp.data.Dataset}
 * for what comes out; {@link org.hetcomp.data.Datasets} for the way there, which leads from a {@code DataFile} or a
 * {@code DataQuery} by a reader, told how by a {@link org.hetcomp.data.Reading}, through a {@link org.hetcomp.data.History} to a {@link org.hetcomp.data.Splitter}; then the readers.
 * {@link org.hetcomp.data.Lab} generates a data set, {@link org.hetcomp.data.Catalogue} fetches public ones.
 *
 * <p>To add a format of pairs, add a constant with its separator to {@link org.hetcomp.data.Format} and, if it can be
 * told from its first lines, to {@code FormatDetector}; a format that is not lines of pairs gets a reader that returns
 * a {@link org.hetcomp.data.History} and a branch in {@link org.hetcomp.data.Datasets}. To add a named set, add an
 * entry with its address (one whose content does not change), length and SHA-256 to
 * {@link org.hetcomp.data.Catalogue}. To add a way to divide, add a constant to {@link org.hetcomp.data.SplitKind} and
 * its order to {@link org.hetcomp.data.Splitter}.
 *
 * <p>Whatever cannot be used ends in a {@link org.hetcomp.io.DataException}, whose message is the one line that the
 * user sees.
 */
package org.hetcomp.data;
