package org.hetcomp.engine.mxnet;

import org.hetcomp.teacher.AutoencoderStepContract;

class MxNetAutoencoderStepTest extends AutoencoderStepContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
