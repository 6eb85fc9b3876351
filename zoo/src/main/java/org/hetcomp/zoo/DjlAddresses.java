package org.hetcomp.zoo;

import ai.djl.repository.MRL;
import ai.djl.repository.RemoteRepository;
import ai.djl.repository.Repository;
import ai.djl.repository.RepositoryFactory;
import ai.djl.repository.zoo.ModelLoader;
import ai.djl.repository.zoo.ModelZoo;
import java.net.URI;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code djl://GROUP/ID[/VERSION[/NAME]]}. DJL's own reading of it looks on its makers' server only; here a model of
 * our group is taken from where our zoo has it. Other groups are looked for there as ever. Knows nothing but DJL, for
 * DJL cannot open any repository if a factory on the class path fails to load.
 */
public final class DjlAddresses implements RepositoryFactory {
    private static final String OURS = "org.hetcomp";
    private static final String SERVER = "https://mlrepo.djl.ai/";
    private static final Pattern PATH = Pattern.compile("/*(.+?)(?:/([0-9][0-9.]*)(?:/(.*))?)?");

    @Override
    public Set<String> getSupportedScheme() {
        return Set.of("djl");
    }

    @Override
    public Repository newInstance(String name, URI uri) {
        Matcher path = PATH.matcher(uri.getPath() == null ? "" : uri.getPath());
        if (uri.getHost() == null || !path.matches()) {
            throw new IllegalArgumentException(uri + " is no address of a model: djl://GROUP/ID[/VERSION]");
        }
        ModelZoo zoo = ModelZoo.getModelZoo(uri.getHost());
        ModelLoader loader = zoo == null ? null : zoo.getModelLoader(path.group(1));
        if (loader == null) {
            throw new IllegalArgumentException(
                    zoo == null ? "no zoo " + uri.getHost() + " on the class path" : "no model " + uri);
        }
        if (uri.getHost().equals(OURS)) {
            ZooRepository ours = (ZooRepository) loader.getMrl().getRepository();
            return ours.only(path.group(1), path.group(2));
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        // A class of its own, because DJL 0.33 (docs/gpu.md) lets only such make one.
        Repository server = new RemoteRepository(name, URI.create(SERVER + query)) {};
        MRL mrl = server.model(loader.getApplication(), uri.getHost(), path.group(1), path.group(2), path.group(3));
        server.addResource(mrl);
        return server;
    }
}
