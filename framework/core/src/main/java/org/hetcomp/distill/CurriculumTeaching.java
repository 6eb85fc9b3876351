package org.hetcomp.distill;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;
import org.hetcomp.trajectory.Trajectory;

/**
 * HetComp (Kang et al., WWW 2023, arXiv 2303.01130): supervision from the snapshots that the curriculum has in force,
 * by the coarse loss while it moves and by the fine one after; and what is left of it with one loss from beginning to end, or
 * with a curriculum that does not ask how far the student is.
 */
final class CurriculumTeaching implements Teaching {
    private final Ensemble ensemble;
    private final Curriculum curriculum;
    private final LossOptions options;
    private final DistillationLoss coarse;
    private final DistillationLoss fine;
    private final Method method;
    private final boolean waits;
    private Supervision supervision;
    private boolean finished;

    CurriculumTeaching(List<Trajectory> teachers, DistillerOptions options) {
        this.ensemble = new Ensemble(teachers, options.ensemble());
        this.curriculum = new Curriculum(teachers, options.curriculum());
        this.options = options.losses();
        this.coarse = this.options.partition().apply(new CoarseLoss());
        this.fine = this.options.partition().apply(new FineLoss());
        this.method = options.method();
        this.waits = options.curriculum().stay() > 0;
        this.supervision = ensemble.supervision(curriculum.selected());
        this.finished = curriculum.finished();
    }

    @Override
    public Supervision supervision() {
        return supervision;
    }

    @Override
    public List<Part> parts(int[] users) {
        if (method == Method.CURRICULUM_COARSE) {
            return List.of(new Part(coarse, options.coarseWeight(), users));
        }
        if (finished || method == Method.CURRICULUM_FINE) {
            return List.of(new Part(fine, options.fineWeight(), users));
        }
        int[] done = options.transfer() == Transfer.GLOBAL
                ? new int[0]
                : IntStream.of(users).filter(curriculum::finished).toArray();
        if (done.length == 0) {
            return List.of(new Part(coarse, options.coarseWeight(), users));
        }
        if (done.length == users.length) {
            return List.of(new Part(fine, options.fineWeight(), users));
        }
        int[] moving = IntStream.of(users).filter(u -> !curriculum.finished(u)).toArray();
        return List.of(new Part(coarse, options.coarseWeight(), moving), new Part(fine, options.fineWeight(), done));
    }

    @Override
    public boolean due(int epoch) {
        return !finished && curriculum.due(epoch);
    }

    @Override
    public int depth() {
        return method == Method.BY_EPOCH ? 1 : curriculum.depth();
    }

    @Override
    public void update(int epoch, Rankings student) {
        int[] moved = method == Method.BY_EPOCH ? curriculum.advance() : curriculum.update(epoch, student);
        ensemble.rebuild(supervision, curriculum.selected(), moved);
        finished = curriculum.finished();
    }

    @Override
    public void started() {
        curriculum.finish();
        ensemble.rebuild(
                supervision,
                curriculum.selected(),
                IntStream.range(0, ensemble.users()).toArray());
        finished = curriculum.finished();
    }

    @Override
    public boolean settled() {
        return finished;
    }

    @Override
    public String phase() {
        boolean fineNow = method == Method.CURRICULUM_FINE || (finished && method != Method.CURRICULUM_COARSE);
        return fineNow ? "fine" : "coarse";
    }

    @Override
    public double[] meanSelected() {
        return curriculum.meanSelected();
    }

    @Override
    public Map<String, int[]> state() {
        int users = ensemble.users();
        int teachers = curriculum.selected().length;
        int[] selected = new int[teachers * users];
        // The bits of each double, high word first: safetensors files here hold no doubles.
        int[] last = new int[2 * teachers * users];
        int[] stays = new int[waits ? teachers * users : 0];
        for (int x = 0; x < teachers; x++) {
            for (int u = 0; u < users; u++) {
                selected[x * users + u] = curriculum.selected()[x][u];
                if (waits) {
                    stays[x * users + u] = curriculum.stays()[x][u];
                }
                long bits = Double.doubleToRawLongBits(curriculum.last()[x][u]);
                last[2 * (x * users + u)] = (int) (bits >>> 32);
                last[2 * (x * users + u) + 1] = (int) bits;
            }
        }
        return waits
                ? Map.of("curriculum.selected", selected, "curriculum.last", last, "curriculum.stays", stays)
                : Map.of("curriculum.selected", selected, "curriculum.last", last);
    }

    @Override
    public void restore(Map<String, int[]> state) {
        int users = ensemble.users();
        int[] selected = state.get("curriculum.selected");
        int[] last = state.get("curriculum.last");
        int[] stays = waits ? state.get("curriculum.stays") : new int[0];
        int teachers = curriculum.selected().length;
        if (selected == null
                || stays == null
                || stays.length != (waits ? teachers * users : 0)
                || last == null
                || selected.length != teachers * users
                || last.length != 2 * selected.length) {
            throw new IllegalArgumentException("the checkpoint's curriculum is of other teachers or users");
        }
        for (int x = 0; x < teachers; x++) {
            for (int u = 0; u < users; u++) {
                int at = x * users + u;
                if (selected[at] < 0
                        || selected[at] >= ensemble.teachers().get(x).size()
                        || waits && (stays[at] < 0 || stays[at] > Byte.MAX_VALUE)) {
                    throw new IllegalArgumentException("the checkpoint's curriculum is nowhere at user " + u);
                }
                curriculum.selected()[x][u] = (byte) selected[at];
                if (waits) {
                    curriculum.stays()[x][u] = (byte) stays[at];
                }
                long bits = ((long) last[2 * at] << 32) | (last[2 * at + 1] & 0xffffffffL);
                curriculum.last()[x][u] = Double.longBitsToDouble(bits);
            }
        }
        supervision = ensemble.supervision(curriculum.selected());
        finished = curriculum.finished();
    }
}
