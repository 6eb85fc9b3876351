package org.hetcomp.engine.mxnet;

import org.hetcomp.distill.DistillerContract;

class MxNetDistillerTest extends DistillerContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
