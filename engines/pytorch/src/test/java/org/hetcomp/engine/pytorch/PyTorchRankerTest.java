package org.hetcomp.engine.pytorch;

import org.hetcomp.eval.RankerContract;

class PyTorchRankerTest extends RankerContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
