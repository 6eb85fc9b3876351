package org.hetcomp.zoo;

import ai.djl.nn.BlockFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A class that says so when it is loaded, compiled here so that no class path has it. */
record EvilClass(byte[] bytes, byte[] jar) {
    static final String NAME = "evil.Factory";
    private static final String RAN = "hetcomp.test.ran";

    static EvilClass compiled(Path scratch) throws IOException {
        Path source = scratch.resolve("evil").resolve("Factory.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, """
            package evil;
            public class Factory implements ai.djl.nn.BlockFactory, ai.djl.translate.TranslatorFactory {
                static { System.setProperty("hetcomp.test.ran", "yes"); }
                public ai.djl.nn.Block newBlock(ai.djl.Model m, java.nio.file.Path p, java.util.Map<String, ?> a) {
                    return null;
                }
                public java.util.Set<ai.djl.util.Pair<java.lang.reflect.Type, java.lang.reflect.Type>> getSupportedTypes() {
                    return java.util.Set.of();
                }
                public <I, O> ai.djl.translate.Translator<I, O> newInstance(
                        Class<I> i, Class<O> o, ai.djl.Model m, java.util.Map<String, ?> a) {
                    return null;
                }
            }
            """);
        Path djl = Path.of(BlockFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", djl.toString(), source.toString());
        if (failed != 0) {
            throw new AssertionError("the class does not compile");
        }
        byte[] bytes = Files.readAllBytes(source.resolveSibling("Factory.class"));
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar)) {
            out.putNextEntry(new JarEntry("evil/Factory.class"));
            out.write(bytes);
            out.closeEntry();
        }
        return new EvilClass(bytes, jar.toByteArray());
    }

    /** Whether it was loaded since this was last asked. */
    static boolean ran() {
        return System.clearProperty(RAN) != null;
    }
}
