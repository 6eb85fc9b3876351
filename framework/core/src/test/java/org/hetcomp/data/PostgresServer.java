package org.hetcomp.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of a test's own: its own folder, a port of loopback that was free, a password. It does not run as root,
 * so that root runs it as the user that Debian's package makes.
 */
public final class PostgresServer implements AutoCloseable {
    /** Who may do anything there. */
    public static final String USER = "hetcomp";
    /** With that password. */
    public static final String PASSWORD = "s3cret-of-a-test";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final long SECONDS = 60;

    private final Path programs;
    private final Path folder;
    private final int port;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Where its programs are, if it is installed and can be run. */
    public static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(INSTALLED) || isRoot() && !Files.isExecutable(Path.of("/usr/sbin/runuser"))) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(v -> v.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Starts one, and waits until it answers. */
    public static PostgresServer start(Path programs) throws IOException, InterruptedException {
        // Not the folder of JUnit's: only its owner may enter that.
        Path folder = Files.createTempDirectory("hetcomp-postgres");
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        PostgresServer server = new PostgresServer(programs, folder, port);
        Path password = Files.writeString(Files.createTempFile("hetcomp", "pw"), PASSWORD + "\n");
        if (isRoot()) {
            run(List.of("chown", "postgres", password.toString()));
        }
        server.program(
                "initdb",
                "--pgdata=" + folder + "/data",
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-sync");
        Files.delete(password);
        server.program(
                "pg_ctl",
                "--pgdata=" + folder + "/data",
                "--log=" + folder + "/log",
                "--wait",
                "--timeout=" + SECONDS,
                "--options=-h 127.0.0.1 -p " + port + " -k " + folder + " -c fsync=off",
                "start");
        return server;
    }

    /** Its address for JDBC. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Its port of loopback. */
    public int port() {
        return port;
    }

    String urlWithLogin() {
        return url() + "?user=" + USER + "&password=" + PASSWORD;
    }

    private void program(String name, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("/usr/sbin/runuser", "-u", "postgres", "--"));
        }
        words.add(programs.resolve(name).toString());
        words.addAll(List.of(arguments));
        run(words);
    }

    private static void run(List<String> words) throws IOException, InterruptedException {
        Path told = Files.createTempFile("hetcomp", "told");
        Process process = new ProcessBuilder(words)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        String text = Files.readString(told);
        Files.delete(told);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(words + ": " + text);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            program("pg_ctl", "--pgdata=" + folder + "/data", "--mode=immediate", "--wait", "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(PostgresServer::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
