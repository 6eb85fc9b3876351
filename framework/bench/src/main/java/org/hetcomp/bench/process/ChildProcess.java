package org.hetcomp.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hetcomp.model.Json;

/** A process that answers in JSON, seen from its parent. It may crash or hang; then it says so in an exception. */
public final class ChildProcess implements AutoCloseable {
    /** Begins a line that is an answer: native libraries write to stdout as they please. */
    public static final String MARK = "hetcomp-answer ";

    private static final int LINES = 20;
    private static final int SECONDS_TO_END = 20;
    private static final String END = "";

    private final Process process;
    private final Writer requests;
    private final Duration patience;
    private final Consumer<String> heard;
    private final Thread stdout;
    private final Thread stderr;
    private final Thread hook;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Deque<String> last = new ArrayDeque<>();

    /**
     * Starts it.
     *
     * @param patience how long it may take to answer
     * @param heard is told each line that it writes and that is no answer
     */
    public ChildProcess(List<String> command, Duration patience, Consumer<String> heard) throws IOException {
        this.heard = heard;
        this.process = new ProcessBuilder(command).start();
        this.patience = patience;
        requests = process.outputWriter(StandardCharsets.UTF_8);
        stdout = reader(process.getInputStream(), true);
        stderr = reader(process.getErrorStream(), false);
        // A parent that is interrupted takes its children along.
        hook = new Thread(process::destroyForcibly);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This process is ending; whoever asks the child is told that it has ended.
            process.destroyForcibly();
        }
    }

    private Thread reader(InputStream stream, boolean hasAnswers) {
        Thread thread = new Thread(() -> read(stream, hasAnswers), "child's output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void read(InputStream stream, boolean hasAnswers) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (hasAnswers && line.startsWith(MARK)) {
                    answers.add(line.substring(MARK.length()));
                } else {
                    remember(line);
                    heard.accept(line);
                }
            }
        } catch (IOException e) {
            // It was ended while it wrote.
            remember("(" + e.getMessage() + ")");
        } finally {
            if (hasAnswers) {
                answers.add(END);
            }
        }
    }

    private synchronized void remember(String line) {
        if (last.size() == LINES) {
            last.removeFirst();
        }
        last.addLast(line);
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws ChildException if it ended, took too long or answered what is no such answer; it has ended then
     */
    public <T> T ask(Object request, Class<T> answer) throws ChildException {
        try {
            requests.write(Json.GSON.toJson(request) + "\n");
            requests.flush();
        } catch (IOException e) {
            // Whether it ended is told below.
            remember("(" + e.getMessage() + ")");
        }
        return answer(answer);
    }

    /**
     * Waits for an answer that it gives unasked.
     *
     * @throws ChildException as {@link #ask}
     */
    public <T> T answer(Class<T> type) throws ChildException {
        try {
            String answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                process.destroyForcibly().waitFor();
                throw failed("it did not answer within " + patience.toMillis() / 1e3 + " s");
            }
            if (answer.equals(END)) {
                if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
                throw failed("its process ended with code " + process.exitValue());
            }
            return parse(answer, type);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        }
    }

    private <T> T parse(String answer, Class<T> type) throws ChildException, InterruptedException {
        T parsed = null;
        String why = "nothing";
        try {
            parsed = Json.GSON.fromJson(answer, type);
        } catch (RuntimeException e) {
            // What a record's own check throws comes wrapped, in an exception that is no JsonParseException.
            why = (e.getCause() == null ? e : e.getCause()).getMessage();
        }
        if (parsed == null) {
            process.destroyForcibly().waitFor();
            throw failed("its answer is of no use: " + why);
        }
        return parsed;
    }

    /**
     * Waits until it has ended by itself.
     *
     * @throws ChildException if it ended with another code than 0, or did not
     */
    public void await() throws ChildException {
        try {
            requests.close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw failed("it did not end within " + patience.toMillis() / 1e3 + " s");
            }
        } catch (IOException e) {
            remember("(" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        }
        if (process.exitValue() != 0) {
            throw failed("its process ended with code " + process.exitValue());
        }
    }

    private ChildException failed(String why) {
        try {
            // All that it wrote is on its way through the pipes.
            stdout.join(TimeUnit.SECONDS.toMillis(1));
            stderr.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return new ChildException(why, List.copyOf(last));
        }
    }

    /** Tells it to end, and ends it if it does not. */
    @Override
    public void close() {
        try {
            requests.close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            forget();
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This process is ending, the hook has run.
            process.destroyForcibly();
        }
    }
}
