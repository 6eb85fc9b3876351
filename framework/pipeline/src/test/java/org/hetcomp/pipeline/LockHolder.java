package org.hetcomp.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.hetcomp.io.FolderLock;

/** A process that is at work in a folder until its input ends. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] folder) throws IOException {
        try (FolderLock lock = FolderLock.take(Path.of(folder[0]), "--out")) {
            System.out.println("taken");
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
