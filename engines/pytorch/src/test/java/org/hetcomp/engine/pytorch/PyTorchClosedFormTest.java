package org.hetcomp.engine.pytorch;

import org.hetcomp.teacher.ClosedFormContract;

class PyTorchClosedFormTest extends ClosedFormContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
