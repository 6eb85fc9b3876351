package org.hetcomp.engine.pytorch;

import org.hetcomp.distill.DistillationLossByEngineContract;

class PyTorchLossByEngineTest extends DistillationLossByEngineContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
