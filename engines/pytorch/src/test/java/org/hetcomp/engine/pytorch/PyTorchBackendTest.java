package org.hetcomp.engine.pytorch;

import org.hetcomp.backend.BackendContract;

class PyTorchBackendTest extends BackendContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
