package org.hetcomp.serve;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What docs/serving.md tells of throughput and times, of a server that was started before; run by hand:
 *
 * <pre>java -cp "target/test-classes:target/classes:target/dist/lib/*" org.hetcomp.serve.Timing \
 *     http://127.0.0.1:8080 MODEL/users.tsv SECONDS CLIENTS [LINK FOLDER FOLDER]</pre>
 *
 * <p>First clients that each ask again as soon as they are answered: what the server can bear. Then twice that, at fixed moments,
 * whether answers have come or not, by more clients than the server takes at once; the rate that really was sent is told, for a
 * client that shares cores with the server may not keep up. Then, if folders are given, the first load again while the link that
 * is served is put on one and the other in turn, ten times. Times count from when a request is sent; users are drawn with a fixed
 * seed.
 */
final class Timing {
    private static final int WARM_SECONDS = 10;
    private static final int MANY = 192;
    private static final int SWAPS = 10;

    private final String host;
    private final int port;
    private final List<String> paths;
    private final int seconds;

    private Timing(URI address, List<String> paths, int seconds) {
        this.host = address.getHost();
        this.port = address.getPort();
        this.paths = paths;
        this.seconds = seconds;
    }

    public static void main(String[] args) throws Exception {
        List<String> paths = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            paths.add("/recommend?top=10&user="
                    + URLEncoder.encode(line.substring(line.indexOf('\t') + 1), StandardCharsets.UTF_8));
        }
        Collections.shuffle(paths, new Random(1));
        Timing timing = new Timing(URI.create(args[0]), paths, Integer.parseInt(args[2]));
        int clients = Integer.parseInt(args[3]);
        timing.load(clients, 0, WARM_SECONDS);
        Result borne = timing.load(clients, 0, timing.seconds);
        borne.print(clients + " clients, each as soon as it is answered");
        double twice = 2 * borne.perSecond();
        timing.load(MANY, twice, timing.seconds)
                .print(String.format(Locale.ROOT, "%.0f a second, twice what it bears", twice));
        if (args.length > 4) {
            timing.swaps(clients, Path.of(args[4]), List.of(Path.of(args[5]), Path.of(args[6])));
        }
    }

    /** What came of a load: nanoseconds of what was answered with 200, ascending, and how many others there were. */
    private record Result(long[] answered, long busy, long failed, double seconds) {
        double perSecond() {
            return answered.length / seconds;
        }

        private double millis(double share) {
            return answered.length == 0 ? Double.NaN : answered[(int) (share * (answered.length - 1))] / 1e6;
        }

        void print(String what) {
            System.out.printf(
                    Locale.ROOT,
                    "%-50s %8.0f sent/s %8.0f answers/s  p50 %7.2f ms  p99 %7.2f ms  max %7.2f ms  503: %d  failed: %d%n",
                    what,
                    (answered.length + busy + failed) / seconds,
                    perSecond(),
                    millis(0.5),
                    millis(0.99),
                    millis(1),
                    busy,
                    failed);
        }
    }

    /**
     * Asks.
     *
     * @param rate requests a second in all, at fixed moments; 0 for as many as the clients can
     */
    private Result load(int clients, double rate, int length) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        AtomicLong next = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + length * 1_000_000_000L;
        List<Future<Result>> parts = new ArrayList<>();
        for (int c = 0; c < clients; c++) {
            parts.add(pool.submit(() -> client(next, rate, begin, end)));
        }
        long[] answered = {};
        long busy = 0;
        long failed = 0;
        for (Future<Result> part : parts) {
            Result one = part.get();
            int size = answered.length;
            answered = Arrays.copyOf(answered, size + one.answered().length);
            System.arraycopy(one.answered(), 0, answered, size, one.answered().length);
            busy += one.busy();
            failed += one.failed();
        }
        pool.shutdown();
        Arrays.sort(answered);
        return new Result(answered, busy, failed, (System.nanoTime() - begin) / 1e9);
    }

    private Result client(AtomicLong next, double rate, long begin, long end) {
        long[] times = new long[1024];
        int size = 0;
        long busy = 0;
        long failed = 0;
        try (Wire wire = new Wire(host, port)) {
            while (true) {
                long number = next.getAndIncrement();
                long from = rate > 0 ? begin + (long) (number * 1e9 / rate) : System.nanoTime();
                if (from >= end) {
                    break;
                }
                for (long left = from - System.nanoTime(); left > 0; left = from - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                long sent = System.nanoTime();
                int status = status(wire, paths.get((int) (number % paths.size())));
                if (status == 200) {
                    times = size == times.length ? Arrays.copyOf(times, 2 * size) : times;
                    times[size++] = System.nanoTime() - sent;
                } else if (status == 503) {
                    busy++;
                } else {
                    failed++;
                }
            }
        } catch (IOException e) {
            failed++;
        }
        return new Result(Arrays.copyOf(times, size), busy, failed, 0);
    }

    private static int status(Wire wire, String path) throws IOException {
        try {
            return wire.ask("GET", path);
        } catch (IOException e) {
            System.err.println(e);
            wire.close();
            return -1;
        }
    }

    private void swaps(int clients, Path link, List<Path> folders) throws Exception {
        ExecutorService boss = Executors.newSingleThreadExecutor();
        Future<Integer> swapped = boss.submit(() -> {
            int done = 0;
            try (Wire wire = new Wire(host, port)) {
                for (int n = 1; n <= SWAPS; n++) {
                    LockSupport.parkNanos(seconds * 1_000_000_000L / (SWAPS + 2));
                    Made.link(link, folders.get(n % 2));
                    done += wire.ask("POST", "/reload") == 200 ? 1 : 0;
                }
            }
            return done;
        });
        Result under = load(clients, 0, seconds);
        boss.shutdown();
        under.print(swapped.get() + " of " + SWAPS + " new versions in force meanwhile");
    }
}
