/**
 * Models on disk: a folder with a card that says what the model is and vouches for each file beside it.
 *
 * <p>Read {@link org.hetcomp.model.Card}, then {@link org.hetcomp.model.ModelFolder}, which reads a folder, and {@link
 * org.hetcomp.model.ModelWriter}, which writes one. Every run writes such folders; repositories (the zoo) only carry them.
 * {@link org.hetcomp.model.Json} is how all our files and answers are written.
 */
package org.hetcomp.model;
