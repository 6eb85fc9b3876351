/**
 * A model that answers over HTTP.
 *
 * <p>{@link org.hetcomp.serve.ModelServer} is the door. What it asks is {@link org.hetcomp.serve.Served}, a student
 * ({@link org.hetcomp.serve.ServedStudent}) or whatever else implements it; where versions of that come from is an
 * {@link org.hetcomp.serve.Origin}. {@code Versions} holds the version in force and puts another in its place, {@code Watch}
 * looks for it.
 *
 * <p>A request becomes an {@code Exchange}; {@code Guard} says who may ask, {@code Routes} what is asked, {@code QuestionReader}
 * and {@code QueryReader} read {@link org.hetcomp.serve.Question}s, {@code Work} bounds how many are answered at once, {@code
 * Answers} asks the model. What cannot be done is a {@code Refusal}. To add a route, add it to {@code Routes} and to {@code
 * openapi.json}, which a test holds to each other.
 */
package org.hetcomp.serve;
