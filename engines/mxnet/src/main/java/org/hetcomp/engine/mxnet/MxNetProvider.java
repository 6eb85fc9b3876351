package org.hetcomp.engine.mxnet;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.mxnet.engine.MxEngine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.BackendProvider;
import org.hetcomp.backend.Devices;
import org.hetcomp.backend.NativeCache;
import org.hetcomp.backend.NativeEnvironment;
import org.hetcomp.backend.NativeMemory;

/** Opens DJL's MXNet engine. */
public final class MxNetProvider implements BackendProvider {
    // Where this is set, MXNet says on stderr that it is.
    private static final String SCHEDULER = "MXNET_ENGINE_TYPE";
    private static final String REMARK = "MXNet start using engine";
    // Of each product MXNet remembers the ways to all shapes that it ever had, unless this says of how many.
    // Autoencoders' columns are
    // others in each step.
    static final String CACHE = "MXNET_MKLDNN_CACHE_NUM";
    static final String SHAPES = "16";

    @Override
    public String name() {
        return "mxnet";
    }

    @Override
    public Backend open(BackendOptions options) {
        NativeMemory.keep();
        NativeEnvironment.suggest(CACHE, SHAPES);
        int threads = NativeThreads.fix(options.threads());
        NativeCache natives = NativeCache.of(name(), MxEngine.ENGINE_NAME);
        natives.requireWhole();
        Engine engine;
        try {
            engine = System.getenv(SCHEDULER) == null ? load() : NativeStderr.without(REMARK, MxNetProvider::load);
        } catch (EngineException | LinkageError e) {
            throw natives.explain(e);
        }
        boolean built = engine.hasCapability(StandardCapabilities.CUDA);
        return new MxNetBackend(engine, Devices.choose(engine, built, options.device()), threads);
    }

    // To the first array, because MXNet starts with it.
    private static Engine load() {
        Engine engine = Engine.getEngine(MxEngine.ENGINE_NAME);
        try (NDManager manager = engine.newBaseManager(Device.cpu())) {
            manager.zeros(new Shape(1)).toFloatArray();
        }
        return engine;
    }
}
