package org.hetcomp.engine.pytorch;

import org.hetcomp.distill.DistillerContract;

class PyTorchDistillerTest extends DistillerContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
