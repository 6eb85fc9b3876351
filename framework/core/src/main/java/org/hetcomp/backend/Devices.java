package org.hetcomp.backend;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import java.util.List;

/** Chooses a device of a loaded engine, or says what is missing. */
public final class Devices {
    private Devices() {}

    /**
     * The device that {@link BackendOptions#device()} means on this engine.
     *
     * @param built whether the engine's native library is one for CUDA, be there a GPU or not
     * @throws BackendException if a GPU is asked for that cannot be used; the message says why
     */
    public static Device choose(Engine engine, boolean built, String wanted) {
        // One engine says by this that a GPU is there, the other that its library is built for one.
        int gpus = engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
        if (wanted.equals("cpu") || (wanted.equals("auto") && gpus == 0)) {
            return Device.cpu();
        }
        int number = wanted.startsWith("gpu:") ? Integer.parseInt(wanted.substring(4)) : 0;
        if (number >= gpus) {
            throw new BackendException("device " + wanted + " is not usable: "
                    + reason(engine.getEngineName(), gpus, Cuda.here(built)) + " (docs/gpu.md)");
        }
        return Device.gpu(number);
    }

    static String reason(String engine, int gpus, Cuda cuda) {
        List<String> missing = cuda.missing();
        return gpus > 0 || missing.isEmpty()
                ? engine + " sees " + gpus + " GPU(s)"
                : engine + " lacks " + String.join(", ", missing);
    }

    /** The device as users write it. */
    public static String name(Device device) {
        return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
    }
}
