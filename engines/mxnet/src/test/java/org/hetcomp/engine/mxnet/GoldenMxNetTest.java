package org.hetcomp.engine.mxnet;

import org.hetcomp.distill.GoldenLossContract;

class GoldenMxNetTest extends GoldenLossContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
