package org.hetcomp.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.SparseMatrix;
import org.hetcomp.distill.Student;
import org.hetcomp.eval.Evaluator;

/** The backend's operators that training and ranking are made of, on a block of user rows; microseconds a row. */
final class Operators {
    private static final String ROW = "us/row";
    private static final int ROUNDS = 4;

    private final Backend backend;
    private final int block;
    private final Supplier<Student> students;
    private final Supplier<DrawnData> data;

    /** What is drawn is asked for when a task opens. */
    Operators(Backend backend, int block, Supplier<Student> students, Supplier<DrawnData> data) {
        this.backend = backend;
        this.block = block;
        this.students = students;
        this.data = data;
    }

    List<Task> tasks(int dim) {
        return List.of(
                onBlock("scoresUsPerUserRow", dim, in -> backend.scores(in.rows, in.items)),
                onBlock("weightedSumUsPerUserRow", dim, in -> backend.weightedSum(in.block, in.items)),
                onBlock("transposedSumUsPerUserRow", dim, in -> backend.transposedSum(in.block, in.rows)),
                onBlock(
                        "deviceTopKUsPerUserRow",
                        dim,
                        in -> backend.topK(in.block, Evaluator.DEPTH).get(0)),
                Task.of(
                        "sparseUsPerUserRow",
                        ROW,
                        dim,
                        () -> new OperatorWork(in -> backend.multiply(in.train, in.items), true)));
    }

    /**
     * Operands of a step.
     *
     * @param rows {@code [B, d] float32}
     * @param items {@code [items, d] float32}
     * @param block {@code [B, items] float32}
     * @param train {@code [users, items]}; null where it is not wanted
     */
    private record Operands(NDArray rows, NDArray items, NDArray block, SparseMatrix train) {}

    private Task onBlock(String name, int dim, Function<Operands, NDArray> operator) {
        return Task.of(name, ROW, dim, () -> new OperatorWork(operator, false));
    }

    private final class OperatorWork implements Work {
        private final Function<Operands, NDArray> operator;
        private final NDManager manager = backend.manager().newSubManager();
        private final Student student = students.get();
        private final Operands operands;
        private final int rows;

        OperatorWork(Function<Operands, NDArray> operator, boolean everyone) {
            this.operator = operator;
            int[] users = IntStream.range(0, Math.min(block, student.users())).toArray();
            var train = data.get().split().train();
            float[] values = new float[train.size()];
            Arrays.fill(values, 1);
            NDArray table = backend.rows(manager, student.user(), users);
            operands = new Operands(
                    table,
                    student.item(),
                    backend.scores(table, student.item()),
                    everyone ? backend.sparse(manager, train, values) : null);
            rows = everyone ? train.users() : users.length;
        }

        @Override
        public double[] run() {
            Timer timer = new Timer();
            for (int round = 0; round < ROUNDS; round++) {
                with(result -> {
                    Timer.await(result);
                    return null;
                });
            }
            return new double[] {1e6 * timer.seconds() / (ROUNDS * rows)};
        }

        @Override
        public Map<String, float[]> sample() {
            return Map.of("result", with(NDArray::toFloatArray));
        }

        private <T> T with(Function<NDArray, T> use) {
            try (NDManager step = backend.manager().newSubManager()) {
                operands.rows.tempAttach(step);
                operands.items.tempAttach(step);
                operands.block.tempAttach(step);
                if (operands.train != null) {
                    operands.train.values().tempAttach(step);
                }
                return use.apply(operator.apply(operands));
            }
        }

        @Override
        public void close() {
            student.close();
            manager.close();
        }
    }
}
