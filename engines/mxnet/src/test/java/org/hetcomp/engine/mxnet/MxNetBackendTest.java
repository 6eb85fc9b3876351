package org.hetcomp.engine.mxnet;

import org.hetcomp.backend.BackendContract;

class MxNetBackendTest extends BackendContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
