package org.hetcomp.zoo;

import ai.djl.engine.Engine;
import ai.djl.repository.MRL;
import ai.djl.repository.Repository;
import ai.djl.repository.zoo.ModelLoader;
import ai.djl.repository.zoo.ModelZoo;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hetcomp.backend.Backends;
import org.hetcomp.io.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our models as DJL sees them: those of the embedded repository and of the repositories that the environment or the
 * user's file names. Repositories are opened when models are first asked for, and one that cannot be read is left out
 * with a warning: a lookup in DJL goes through all zoos.
 */
final class HetCompZoo extends ModelZoo {
    private static final Logger LOG = LoggerFactory.getLogger(HetCompZoo.class);

    private boolean open;

    @Override
    public String getGroupId() {
        return ZooRepository.GROUP;
    }

    @Override
    public Set<String> getSupportedEngines() {
        List<String> ours = Backends.names();
        return Engine.getAllEngines().stream()
                .filter(name -> ours.contains(name.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    @Override
    public Collection<ModelLoader> getModelLoaders() {
        open();
        return super.getModelLoaders();
    }

    @Override
    public ModelLoader getModelLoader(String name) {
        open();
        return super.getModelLoader(name);
    }

    private synchronized void open() {
        if (open) {
            return;
        }
        open = true;
        try {
            add(Repositories.EMBEDDED, Access.plain());
            Access access = Access.configured(System.getenv());
            Repositories.configured(System.getenv()).forEach(address -> add(address, access));
        } catch (DataException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private void add(String address, Access access) {
        try {
            Repository repository = Repositories.open(address, access);
            for (MRL mrl : repository.getResources()) {
                // The first that has a name decides, as in Zoo.
                if (super.getModelLoader(mrl.getArtifactId()) == null) {
                    addModel(mrl);
                }
            }
        } catch (DataException e) {
            LOG.warn("{}; its models are left out", e.getMessage());
        }
    }
}
