package org.hetcomp.backend;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;

/** Chooses a device of a loaded engine, or says what is missing. */
public final class Devices {
    private Devices() {}

    /**
     * The device that {@link BackendOptions#device()} means on this engine.
     *
     * @throws BackendException if a GPU is asked for that cannot be used; the message says why
     */
    public static Device choose(Engine engine, String wanted) {
        boolean built = engine.hasCapability(StandardCapabilities.CUDA);
        int gpus = built ? engine.getGpuCount() : 0;
        if (wanted.equals("cpu") || (wanted.equals("auto") && gpus == 0)) {
            return Device.cpu();
        }
        int number = wanted.startsWith("gpu:") ? Integer.parseInt(wanted.substring(4)) : 0;
        if (!built) {
            throw new BackendException("device " + wanted + " is not usable: the " + engine.getEngineName()
                    + " library here is built without CUDA; put a CUDA build on the class path (docs/gpu.md)");
        }
        if (number >= gpus) {
            throw new BackendException("device " + wanted + " is not usable: " + engine.getEngineName() + " sees "
                    + gpus + " GPU(s); check the driver and that libcudart is on the loader's path");
        }
        return Device.gpu(number);
    }

    /** The device as users write it. */
    public static String name(Device device) {
        return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
    }
}
