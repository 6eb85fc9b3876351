package org.hetcomp.zoo;

import ai.djl.repository.Repository;
import ai.djl.repository.RepositoryFactory;
import java.net.URI;
import java.util.Set;

/**
 * {@code hetcomp+file:}, {@code hetcomp+https:}, {@code hetcomp+http:} and {@code hetcomp+jar:}, the addresses by which
 * DJL gets models of others: what is behind the first plus is opened by {@link Repositories}, which gives DJL nothing
 * that was not checked. DJL's own readers of {@code file:} and so on run classes that they find in an archive; they
 * are the program's for all its models, so they are not taken away from it. Knows nothing but DJL until it is asked.
 */
public final class ModelAddresses implements RepositoryFactory {
    private static final String BEGIN = "hetcomp+";

    @Override
    public Set<String> getSupportedScheme() {
        return Set.of(BEGIN + "file", BEGIN + "https", BEGIN + "http", BEGIN + "jar");
    }

    @Override
    public Repository newInstance(String name, URI uri) {
        return Repositories.open(uri.toString().substring(BEGIN.length()), Access.configured(System.getenv()));
    }
}
