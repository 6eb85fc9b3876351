package org.hetcomp.engine.pytorch;

import org.hetcomp.distill.DistillationLossContract;

class PyTorchLossTest extends DistillationLossContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
