/**
 * A student written for where its items already live: databases, search engines, numpy, ONNX. Each export is a folder
 * with what the target's own programs load, the query to ask and an answer to hold its answer to.
 *
 * <p>{@link org.hetcomp.export.Export} is the door, {@link org.hetcomp.export.Target} names what there is. A
 * {@code Side}, the users or the items, gives {@code Row}s that a {@code Rounding} made of the student's vectors;
 * {@link org.hetcomp.export.Rounded} ranks by those, so that what rounding costs can be said. One {@code Format} each
 * writes a folder: {@code PgVector}, {@code SearchEngine} (OpenSearch and Elasticsearch), {@code Vespa}, {@code Npz},
 * {@code Onnx}. To add a target, add a format and a constant of {@code Target}.
 */
package org.hetcomp.export;
