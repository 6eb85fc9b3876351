package org.hetcomp.engine.mxnet;

import org.hetcomp.teacher.ClosedFormContract;

class MxNetClosedFormTest extends ClosedFormContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
