package org.hetcomp.student;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * What docs/student.md tells of times: run it by hand, {@code java -cp target/classes:target/test-classes
 * org.hetcomp.student.Timing ITEMS DIM REPETITIONS}. Times of one thread are what the thread had of a core; those of
 * all cores are by the clock.
 */
final class Timing {
    private static final int USERS = 64;
    private static final int TOP = 10;

    private Timing() {}

    public static void main(String[] args) throws IOException {
        int items = Integer.parseInt(args[0]);
        int dim = Integer.parseInt(args[1]);
        int repetitions = Integer.parseInt(args[2]);
        System.out.printf("%d items, d = %d, top %d; minimum, median, maximum of %d%n", items, dim, TOP, repetitions);
        for (String kind : List.of("equal lengths", "normal numbers", "lengths of log-normal kind")) {
            measure(kind, items, dim, repetitions);
        }
    }

    private static void measure(String kind, int items, int dim, int repetitions) throws IOException {
        float[][] user = Cases.vectors(1, USERS, dim);
        float[][] item = Cases.vectors(2, items, dim);
        Random random = new Random(3);
        for (float[] vector : item) {
            double factor = switch (kind) {
                case "equal lengths" -> 1 / Vectors.length(vector);
                case "normal numbers" -> 1;
                default -> Math.exp(random.nextGaussian() / 2) / Vectors.length(vector);
            };
            for (int k = 0; k < dim; k++) {
                vector[k] *= (float) factor;
            }
        }
        System.out.println(kind);
        Path folder = Files.createTempDirectory("timing");
        try {
            Written.of(user, item).into(folder);
            Student[] opened = new Student[1];
            print("open, ms", 1e-6, false, sorted(5, System::nanoTime, () -> opened[0] = Student.open(folder)));
            searches(opened[0], item, repetitions);
        } finally {
            for (String name : List.of(Source.CARD, Source.TENSORS, Source.USERS, Source.ITEMS)) {
                Files.delete(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }

    private static void searches(Student student, float[][] item, int repetitions) {
        LongSupplier core = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
        List<Query> queries = new ArrayList<>();
        for (int u = 0; u < USERS; u++) {
            queries.add(Query.of("u" + u).top(TOP));
        }
        float[] flat = new float[item.length * student.dim()];
        for (int i = 0; i < item.length; i++) {
            System.arraycopy(item[i], 0, flat, i * student.dim(), student.dim());
        }
        int[] next = {0};
        for (boolean warm : new boolean[] {true, false}) {
            int times = warm ? 3 : repetitions;
            double[] plain = sorted(times, core, () -> plain(student, flat, next[0]++ % USERS));
            double[] one = sorted(4 * times, core, () -> student.recommend(queries.get(next[0]++ % USERS)));
            double[] clock =
                    sorted(4 * times, System::nanoTime, () -> student.recommend(queries.get(next[0]++ % USERS)));
            double[] eight = sorted(times, core, () -> {
                int from = next[0]++ % 8 * 8;
                student.recommendAll(queries.subList(from, from + 8));
            });
            double[] all = sorted(times, System::nanoTime, () -> student.recommendAll(queries));
            if (!warm) {
                print("a loop over rows, users/s of one core", 1e9, true, plain);
                print("one by one, users/s of one core", 1e9, true, one);
                print("one by one, ms by the clock", 1e-6, false, clock);
                print("8 share a pass, users/s of one core", 8e9, true, eight);
                print("64 on all cores, users/s by the clock", 64e9, true, all);
            }
        }
    }

    private static void plain(Student student, float[] flat, int user) {
        float[] vector = student.userVector("u" + user);
        Best best = new Best(TOP);
        for (int i = 0; i < student.items(); i++) {
            float sum = 0;
            for (int k = 0; k < vector.length; k++) {
                sum += vector[k] * flat[i * vector.length + k];
            }
            if (sum >= best.worst()) {
                best.offer(sum, i);
            }
        }
        if (best.ascending().length != TOP) {
            throw new IllegalStateException();
        }
    }

    private static double[] sorted(int times, LongSupplier clock, Runnable work) {
        double[] nanos = new double[times];
        for (int n = 0; n < times; n++) {
            long begin = clock.getAsLong();
            work.run();
            nanos[n] = clock.getAsLong() - begin;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static void print(String what, double scale, boolean rate, double[] nanos) {
        int last = nanos.length - 1;
        double[] three = {nanos[0], nanos[last / 2], nanos[last]};
        for (int n = 0; n < 3; n++) {
            three[n] = rate ? scale / nanos[new int[] {last, last / 2, 0}[n]] : three[n] * scale;
        }
        System.out.printf(Locale.ROOT, "  %-40s %8.1f %8.1f %8.1f%n", what, three[0], three[1], three[2]);
    }
}
