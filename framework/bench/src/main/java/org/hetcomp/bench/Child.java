package org.hetcomp.bench;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.hetcomp.bench.process.ChildProcess;
import org.hetcomp.model.Json;

/**
 * The process that measures one backend: a {@link Worker} that reads requests from stdin and writes answers to stdout,
 * each a line of JSON. Answers begin with a mark, since native libraries write to stdout as they please.
 */
public final class Child {
    private Child() {}

    /** Answers until its parent says no more. */
    public static void main(String[] none) throws IOException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Worker worker = new Worker()) {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                Answer answer = worker.answer(Json.GSON.fromJson(line, Request.class));
                answers.println(ChildProcess.MARK + Json.GSON.toJson(answer));
            }
        }
    }
}
