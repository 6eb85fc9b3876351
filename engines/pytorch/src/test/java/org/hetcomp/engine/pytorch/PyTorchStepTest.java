package org.hetcomp.engine.pytorch;

import org.hetcomp.teacher.StepContract;

class PyTorchStepTest extends StepContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
