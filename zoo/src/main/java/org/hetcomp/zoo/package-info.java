/**
 * Models on disk: a folder each, with a card that says what the model is, what it was made from and how good it is, and
 * the files that the card vouches for by their SHA-256. Knows framework, no engine.
 *
 * <p>Read {@link org.hetcomp.zoo.Card} first, then {@link org.hetcomp.zoo.ModelFolder}, which writes a folder whole or
 * not at all and gives back what it holds only after checking it. {@link org.hetcomp.zoo.DataSource} is how a card
 * names the data.
 *
 * <p>A further kind of model gets a constant in {@link org.hetcomp.zoo.Card.Kind} and a method that writes it; what
 * reads a folder goes by the files that it needs.
 */
package org.hetcomp.zoo;
