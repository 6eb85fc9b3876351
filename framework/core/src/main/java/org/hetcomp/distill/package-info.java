/**
 * From teachers' trajectories to one student: HetComp (Kang et al., WWW 2023, arXiv 2303.01130) and what it is compared
 * with.
 *
 * <p>Read {@link org.hetcomp.distill.Distiller} first: the loop over epochs fits on a screen. Then, in the order in
 * which things flow: {@link org.hetcomp.distill.Curriculum} with its measure {@link org.hetcomp.eval.Discrepancy}
 * says which snapshot of which teacher each user learns from, {@link org.hetcomp.distill.Ensemble} makes {@link
 * org.hetcomp.distill.Supervision} of those snapshots, {@link org.hetcomp.distill.CoarseLoss} and {@link
 * org.hetcomp.distill.FineLoss} turn it into gradients ({@code ListLoss} holds what they share, {@code ListPass} how it is computed), {@code StudentTrainer}
 * moves the {@link org.hetcomp.distill.Student}. docs/algorithm.md leads from each equation to its class.
 *
 * <p>Curriculum and ensemble are plain Java in double precision, parallel over users. The losses are written in NDArray
 * calls and the operators of {@link org.hetcomp.backend.Backend}, with gradients by hand, and where arrays lie within Java's reach in part in
 * Java; the tests hold them to a double-precision oracle and to each engine's own derivatives.
 *
 * <p>The methods that HetComp is compared with are in {@code Teachings}: sums of pairs' scores ({@code PairLoss}), which
 * are few and are taken by Java; {@link org.hetcomp.distill.Setting} names what can be set of each.
 *
 * <p>To add a loss, implement {@link org.hetcomp.distill.DistillationLoss} and hold it to an oracle in
 * {@code DistillationLossContract}. To add a method, implement {@code Teaching} (or make a {@code FixedTeaching} of a
 * loss and lists that do not change), add a constant to {@link org.hetcomp.distill.Method} and its case to {@code
 * Teachings}, and its settings to {@link org.hetcomp.distill.Setting#of}.
 */
package org.hetcomp.distill;
