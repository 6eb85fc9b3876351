package org.hetcomp.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.repository.zoo.ModelZoo;
import com.google.gson.Gson;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hetcomp.data.Dataset;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A class path on which our models cannot be loaded, because framework is missing, breaks nothing else of DJL. */
class IsolationTest {
    @Test
    void otherZoosAreFoundWithoutFramework() throws Exception {
        URL[] without = Stream.of(HetCompZooProvider.class, ModelZoo.class, Gson.class, LoggerFactory.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(without, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            assertThrows(ClassNotFoundException.class, () -> loader.loadClass(Dataset.class.getName()));
            Class<?> zoos = loader.loadClass(ModelZoo.class.getName());
            Set<String> groups = new TreeSet<>();
            for (Object zoo : (Collection<?>) zoos.getMethod("listModelZoo").invoke(null)) {
                groups.add((String) zoos.getMethod("getGroupId").invoke(zoo));
                zoos.getMethod("getModelLoaders").invoke(zoo);
            }
            assertEquals(Set.of("ai.djl.localmodelzoo", "org.hetcomp"), groups);
            Object repository = loader.loadClass("ai.djl.repository.Repository")
                    .getMethod("newInstance", String.class, String.class)
                    .invoke(null, "here", "file:///nowhere");
            assertEquals("SimpleRepository", repository.getClass().getSimpleName());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
