package org.hetcomp.engine.mxnet;

import org.hetcomp.eval.RankerContract;

class MxNetRankerTest extends RankerContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
