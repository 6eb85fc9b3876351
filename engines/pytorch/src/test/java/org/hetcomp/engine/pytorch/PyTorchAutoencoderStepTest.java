package org.hetcomp.engine.pytorch;

import org.hetcomp.teacher.AutoencoderStepContract;

class PyTorchAutoencoderStepTest extends AutoencoderStepContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
