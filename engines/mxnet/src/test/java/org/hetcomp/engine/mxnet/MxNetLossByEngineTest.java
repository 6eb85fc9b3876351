package org.hetcomp.engine.mxnet;

import org.hetcomp.distill.DistillationLossByEngineContract;

class MxNetLossByEngineTest extends DistillationLossByEngineContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
