package org.hetcomp.engine.pytorch;

import org.hetcomp.teacher.RidgeContract;

class PyTorchRidgeTest extends RidgeContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
