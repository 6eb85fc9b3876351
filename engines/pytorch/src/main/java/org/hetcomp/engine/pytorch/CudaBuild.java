package org.hetcomp.engine.pytorch;

import ai.djl.pytorch.jni.LibUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Properties;

/** Tells whether there is a library of PyTorch for CUDA: the one loaded, or one left unused for want of a GPU. */
final class CudaBuild {
    private CudaBuild() {}

    /** To be asked once PyTorch is loaded. */
    static boolean isThere() {
        return Files.exists(Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cuda")))
                || isAmong(CudaBuild.class.getClassLoader());
    }

    /** Whether DJL's jars of native libraries there have one. */
    static boolean isAmong(ClassLoader jars) {
        try {
            for (URL jar : Collections.list(jars.getResources("native/lib/pytorch.properties"))) {
                Properties library = new Properties();
                try (InputStream in = jar.openStream()) {
                    library.load(in);
                }
                if (library.getProperty("flavor", "").startsWith("cu")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the jars of native libraries cannot be read", e);
        }
    }
}
