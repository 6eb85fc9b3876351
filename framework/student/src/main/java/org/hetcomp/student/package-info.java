/**
 * A student in production: its folder or archive opened, its best items for users, on the JDK alone.
 *
 * <p>{@link org.hetcomp.student.Student} is the door. What it opens is a {@code Source}, a folder or an archive;
 * {@code Card} says which files belong to it, {@code TensorFile} where its arrays lie, {@code Ids} who the rows are,
 * and all of them check what they read. {@code Matrix} leaves the users' vectors in the file, {@code Catalogue} holds
 * the items' vectors as its loops want them. A {@link org.hetcomp.student.Query} becomes a {@code Search}, which a
 * pass over the catalogue fills.
 *
 * <p>Nothing here may depend on another module or library; the arrays' format is the one that the rest of the product
 * writes, and a new array in it is left alone by readers that do not know it.
 */
package org.hetcomp.student;
