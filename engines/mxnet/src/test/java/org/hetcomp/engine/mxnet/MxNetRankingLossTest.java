package org.hetcomp.engine.mxnet;

import org.hetcomp.distill.RankingLossContract;

class MxNetRankingLossTest extends RankingLossContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
