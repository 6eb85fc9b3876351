package org.hetcomp.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Student;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.Ranker;

/**
 * Ranking all items for users: the best {@link Evaluator#DEPTH} of some of them, in microseconds a user row, or all
 * that an evaluation of everyone takes, measures included, in seconds.
 */
final class RankingWork implements Work {
    private final Student student;
    private final DrawnData data;
    private final Ranker ranker;
    private final Evaluator evaluator;
    private final int[] users;
    private Rankings rankings;

    private RankingWork(Backend backend, Student student, DrawnData data, int[] users) {
        this.student = student;
        this.data = data;
        this.ranker = new Ranker(backend);
        this.evaluator = new Evaluator(data.split());
        this.users = users;
    }

    /** The best items of the first {@code rows} users. */
    static RankingWork top(Backend backend, Student student, DrawnData data, int rows) {
        int[] users = IntStream.range(0, Math.min(rows, data.split().users())).toArray();
        return new RankingWork(backend, student, data, users);
    }

    /** An evaluation of all users on valid. */
    static RankingWork evaluation(Backend backend, Student student, DrawnData data) {
        return new RankingWork(backend, student, data, null);
    }

    @Override
    public double[] run() {
        Timer timer = new Timer();
        if (users == null) {
            rankings = ranker.rank(student, data.split().train(), evaluator.depths(1));
            evaluator.valid(rankings);
            return new double[] {timer.seconds()};
        }
        rankings = ranker.rank(student, users, data.split().train(), Evaluator.DEPTH);
        return new double[] {1e6 * timer.seconds() / users.length};
    }

    /** The scores of the items ranked, which differ by little where nearly equal items change places. */
    @Override
    public Map<String, float[]> sample() {
        Map<String, float[]> sample = new LinkedHashMap<>();
        if (users == null) {
            Measures valid = evaluator.valid(rankings);
            sample.put(
                    "valid",
                    new float[] {(float) valid.r10(), (float) valid.r50(), (float) valid.n10(), (float) valid.n50()});
        }
        sample.put("scores", scores(Math.min(rankings.users(), 512)));
        return sample;
    }

    private float[] scores(int rows) {
        float[] user = student.user().toFloatArray();
        float[] item = student.item().toFloatArray();
        int d = student.dim();
        float[] scores = new float[rows * rankings.cut()];
        for (int j = 0; j < scores.length; j++) {
            int at = rankings.ids()[j];
            double sum = 0;
            for (int k = 0; at != Rankings.NONE && k < d; k++) {
                sum += (double) user[j / rankings.cut() * d + k] * item[at * d + k];
            }
            scores[j] = (float) sum;
        }
        return scores;
    }

    @Override
    public void close() {
        student.close();
    }
}
