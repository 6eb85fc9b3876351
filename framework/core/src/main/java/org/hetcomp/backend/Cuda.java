package org.hetcomp.backend;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.ArrayList;
import java.util.List;

/**
 * What an engine needs to use a GPU, besides the GPU.
 *
 * @param built whether the engine's native library is one for CUDA
 * @param driver whether there is NVIDIA's driver
 * @param runtime whether the loader finds {@code libcudart}, by which DJL counts GPUs and chooses a library
 */
record Cuda(boolean built, boolean driver, boolean runtime) {
    /** What is there on this machine for an engine whose library is {@code built} for CUDA, or not. */
    static Cuda here(boolean built) {
        // On Windows both have versions in their names; there DJL tells of GPUs, or does not.
        boolean named = !Platform.isWindows();
        return new Cuda(built, !named || loads("cuda"), !named || loads("cudart"));
    }

    private static boolean loads(String library) {
        try {
            NativeLibrary.getInstance(library);
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    /** What is missing, in words; empty if nothing is. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!built) {
            missing.add("a native library built for CUDA");
        }
        if (!driver) {
            missing.add("NVIDIA's driver (libcuda)");
        }
        if (!runtime) {
            missing.add("the CUDA runtime (libcudart) on the loader's path");
        }
        return missing;
    }
}
