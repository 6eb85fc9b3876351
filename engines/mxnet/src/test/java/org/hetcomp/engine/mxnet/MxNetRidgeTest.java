package org.hetcomp.engine.mxnet;

import org.hetcomp.teacher.RidgeContract;

class MxNetRidgeTest extends RidgeContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
