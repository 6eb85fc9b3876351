package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.Arrays;
import java.util.Random;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.NegativeSampler;

/**
 * The student without teachers: Bayesian personalised ranking (Rendle et al., UAI 2009, section 4.1). Each of the
 * batch's train items i is set against an item j drawn for it: -log sigmoid(s_ui - s_uj).
 */
public final class BprLoss implements DistillationLoss {
    @Override
    public Gradients gradients(Backend backend, NDManager step, NDArray users, NDArray items, Batch batch) {
        Interactions train = batch.train();
        int pairs = Arrays.stream(batch.users()).map(train::count).sum();
        int[] rows = new int[pairs];
        int[] owners = new int[pairs];
        int[] ids = new int[2 * pairs];
        int n = 0;
        for (int row = 0; row < batch.users().length; row++) {
            int user = batch.users()[row];
            for (int p = train.start(user); p < train.end(user); p++) {
                rows[n] = row;
                owners[n] = user;
                ids[n++] = train.ids()[p];
            }
        }
        int[] negatives = new NegativeSampler(train).draw(owners, 1, new Random(batch.seed()));
        System.arraycopy(negatives, 0, ids, pairs, pairs);

        NDArray user = backend.rows(step, users, rows);
        NDArray positive = backend.rows(step, items, Arrays.copyOf(ids, pairs));
        NDArray difference = positive.sub(backend.rows(step, items, negatives));
        NDArray ones = step.ones(new Shape(users.getShape().get(1), 1));
        NDArray margin = backend.weightedSum(user.mul(difference), ones);
        NDArray loss = softPlus(margin.neg()).sum();
        NDArray slope = Activation.sigmoid(margin.neg()).neg();
        NDArray userGradient = backend.scatterAdd(difference.mul(slope), rows, batch.users().length);
        NDArray toItem = user.mul(slope);
        NDArray both = NDArrays.concat(new NDList(toItem, toItem.neg()), 0);
        int height = Math.toIntExact(items.getShape().get(0));
        return new Gradients(loss, userGradient, backend.scatterAdd(both, ids, height));
    }

    // log(1 + exp x) without overflow.
    private static NDArray softPlus(NDArray x) {
        return x.maximum(0f).add(x.abs().neg().exp().add(1f).log());
    }
}
