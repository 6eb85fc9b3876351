package org.hetcomp.engine.mxnet;

import org.hetcomp.distill.DistillationLossContract;

class MxNetLossTest extends DistillationLossContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
