package org.hetcomp.engine.mxnet;

import ai.djl.mxnet.jna.LibUtils;
import ai.djl.mxnet.jna.MxnetLibrary;
import org.hetcomp.backend.NativeEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the number of threads where MXNet reads it: in the process environment, once, when its library loads.
 */
final class NativeThreads {
    private static final Logger log = LoggerFactory.getLogger(NativeThreads.class);
    private static int fixed;

    private NativeThreads() {}

    /** Asks for a number of threads and returns the number that holds: the first one asked for in this process. */
    static synchronized int fix(int threads) {
        if (fixed == 0) {
            fixed = threads;
            NativeEnvironment.set("OMP_NUM_THREADS", Integer.toString(threads));
        } else if (fixed != threads) {
            log.warn("MXNet was loaded with {} threads and keeps them; {} would take a new process", fixed, threads);
        }
        return fixed;
    }

    /** How many threads operators take that the calling thread calls. */
    static void use(int threads) {
        Loaded.LIBRARY.MXSetNumOMPThreads(threads);
    }

    private static final class Loaded {
        static final MxnetLibrary LIBRARY = LibUtils.loadLibrary();
    }
}
