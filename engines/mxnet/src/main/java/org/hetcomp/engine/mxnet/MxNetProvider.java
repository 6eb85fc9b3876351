package org.hetcomp.engine.mxnet;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.mxnet.engine.MxEngine;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendException;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.BackendProvider;
import org.hetcomp.backend.Devices;
import org.hetcomp.backend.NativeMemory;

/** Opens DJL's MXNet engine. */
public final class MxNetProvider implements BackendProvider {
    @Override
    public String name() {
        return "mxnet";
    }

    @Override
    public Backend open(BackendOptions options) {
        NativeMemory.keep();
        int threads = NativeThreads.fix(options.threads());
        Engine engine;
        try {
            engine = Engine.getEngine(MxEngine.ENGINE_NAME);
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new BackendException("MXNet cannot be loaded: " + e.getMessage(), e);
        }
        return new MxNetBackend(engine, Devices.choose(engine, options.device()), threads);
    }
}
