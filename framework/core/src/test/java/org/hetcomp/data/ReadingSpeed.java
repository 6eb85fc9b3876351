package org.hetcomp.data;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What docs/performance.md tells of reading: a CSV file of ratings of so many lines, written first, then in turns read by
 * hetcomp up to its pairs with their times, read by the JDK's bare {@code readLine}, counted by DuckDB, and grouped by DuckDB. Run it by hand, with
 * {@code -Xmx1536m} and the module's test class path: {@code org.hetcomp.data.ReadingSpeed FILE LINES REPETITIONS}.
 */
final class ReadingSpeed {
    private static final int USERS = 200_000;
    private static final int ITEMS = 50_000;

    private ReadingSpeed() {}

    public static void main(String[] args) throws IOException, SQLException {
        Path file = Path.of(args[0]);
        if (!Files.exists(file)) {
            write(file, Integer.parseInt(args[1]));
        }
        System.out.printf(Locale.ROOT, "%,d bytes%n", Files.size(file));
        List<String> names = List.of("hetcomp, pairs", "readLine", "DuckDB, count", "DuckDB, pairs");
        List<Work> works = List.of(
                () -> new DataFile(file, Reading.DEFAULT, null)
                        .read(true)
                        .history()
                        .interactions()
                        .size(),
                () -> readLine(file),
                () -> duckDb("select count(*) from '" + file + "'"),
                () -> duckDb("select count(*) from (select userId, movieId, max(timestamp) from '" + file
                        + "' group by userId, movieId)"));
        for (int r = 0; r < Integer.parseInt(args[2]); r++) {
            for (int n = 0; n < names.size(); n++) {
                long clock = System.nanoTime();
                long processor = processor();
                long result = works.get(n).run();
                System.out.printf(
                        Locale.ROOT,
                        "%-16s %6.2f s of processors, %6.2f s by the clock, %,d%n",
                        names.get(n),
                        (processor() - processor) / 1e9,
                        (System.nanoTime() - clock) / 1e9,
                        result);
                if (r == 0 && n == 0) {
                    System.out.println("most memory until here: "
                            + Files.readAllLines(Path.of("/proc/self/status")).stream()
                                    .filter(line -> line.startsWith("VmHWM"))
                                    .toList());
                }
            }
        }
    }

    // Of all threads of this process, the collector's and DuckDB's among them.
    private static long processor() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Something that reads the file and gives a number. */
    private interface Work {
        long run() throws IOException, SQLException;
    }

    private static long readLine(Path file) throws IOException {
        long lines = 0;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            while (in.readLine() != null) {
                lines++;
            }
        }
        return lines;
    }

    private static long duckDb(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void write(Path file, int lines) throws IOException {
        Random random = new Random(1);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("userId,movieId,rating,timestamp\n");
            for (int line = 0; line < lines; line++) {
                // The square makes some users and items many times as frequent as others.
                double u = random.nextDouble();
                double i = random.nextDouble();
                out.write((int) (u * u * USERS) + "," + (int) (i * i * ITEMS) + "," + 0.5 * (1 + random.nextInt(10))
                        + "," + (1_100_000_000L + random.nextInt(400_000_000)) + "\n");
            }
        }
    }
}
