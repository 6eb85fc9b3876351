package org.hetcomp.zoo;

import ai.djl.repository.zoo.ModelZoo;
import ai.djl.repository.zoo.ZooProvider;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells DJL of our models. DJL asks every provider on the class path whenever it looks for any model, and one that
 * fails would fail all; so this one knows nothing but DJL until it is asked, and gives an empty zoo if ours cannot be
 * loaded.
 */
public final class HetCompZooProvider implements ZooProvider {
    private static final Logger LOG = LoggerFactory.getLogger(HetCompZooProvider.class);

    @Override
    public ModelZoo getModelZoo() {
        try {
            return new HetCompZoo();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the models of hetcomp cannot be offered: {}", e.toString());
            return new Empty();
        }
    }

    /** A zoo without models. */
    private static final class Empty extends ModelZoo {
        @Override
        public String getGroupId() {
            return "org.hetcomp";
        }

        @Override
        public Set<String> getSupportedEngines() {
            return Set.of();
        }
    }
}
