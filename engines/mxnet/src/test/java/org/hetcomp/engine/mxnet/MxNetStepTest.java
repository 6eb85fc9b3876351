package org.hetcomp.engine.mxnet;

import org.hetcomp.teacher.StepContract;

class MxNetStepTest extends StepContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
