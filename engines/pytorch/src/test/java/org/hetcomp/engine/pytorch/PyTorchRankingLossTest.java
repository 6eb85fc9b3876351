package org.hetcomp.engine.pytorch;

import org.hetcomp.distill.RankingLossContract;

class PyTorchRankingLossTest extends RankingLossContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
