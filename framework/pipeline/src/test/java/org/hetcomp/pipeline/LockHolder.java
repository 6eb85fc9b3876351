package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;

/** A process that is at work in a folder until its input ends. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] folder) throws IOException {
        try (RunLock lock = RunLock.take(Path.of(folder[0]), "--out")) {
            System.out.println("taken");
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
