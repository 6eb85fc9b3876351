package org.hetcomp.engine.pytorch;

import org.hetcomp.distill.GoldenLossContract;

class GoldenPyTorchTest extends GoldenLossContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
