package org.hetcomp.engine.pytorch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.jni.JniUtils;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.BackendProvider;
import org.hetcomp.backend.Devices;
import org.hetcomp.backend.NativeCache;
import org.hetcomp.backend.NativeMemory;

/** Opens DJL's PyTorch engine. */
public final class PyTorchProvider implements BackendProvider {
    @Override
    public String name() {
        return "pytorch";
    }

    @Override
    public Backend open(BackendOptions options) {
        NativeMemory.keep();
        NativeCache natives = NativeCache.of(name(), PtEngine.ENGINE_NAME);
        natives.requireWhole();
        OneDnn.rememberFewShapes();
        Engine engine;
        try {
            System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(options.threads()));
            engine = Engine.getEngine(PtEngine.ENGINE_NAME);
        } catch (EngineException | LinkageError e) {
            throw natives.explain(e);
        }
        JniUtils.setNumThreads(options.threads());
        // Only the thread that loads the engine starts without gradient tracking.
        JniUtils.setGradMode(false);
        return new PyTorchBackend(
                engine, Devices.choose(engine, CudaBuild.isThere(), options.device()), options.threads());
    }
}
