/**
 * Models on disk and in repositories: a folder each, with a card that says what the model is, what it was made from and
 * how good it is, and the files that the card vouches for by their SHA-256. Knows framework and DJL, no engine.
 *
 * <p>Read {@link org.hetcomp.model.Card} first, then {@link org.hetcomp.model.ModelFolder}, which gives back what a folder
 * holds only after checking it; {@link org.hetcomp.model.ModelWriter} writes one whole or not at all.
 * {@link org.hetcomp.data.DataSpec} is how a card names the data. {@link org.hetcomp.zoo.RankingImport} makes a
 * teacher of another system's rankings.
 *
 * <p>{@link org.hetcomp.zoo.Zoo} looks through repositories, each of DJL's kind: {@link org.hetcomp.zoo.ZooRepository}
 * is ours, {@link org.hetcomp.zoo.Publisher} writes it. What DJL asks of a zoo is in
 * {@link org.hetcomp.zoo.HetCompZooProvider}; what loads a model is {@link org.hetcomp.zoo.ScorerBlockFactory}, and
 * what its predictor takes and gives {@link org.hetcomp.zoo.RankingTranslatorFactory}.
 *
 * <p>A further kind of model gets a constant in {@link org.hetcomp.model.Card.Kind} and a method that writes it; what
 * reads a folder goes by the files that it needs. A further kind of repository is a RepositoryFactory of DJL's, found
 * by ServiceLoader.
 */
package org.hetcomp.zoo;
