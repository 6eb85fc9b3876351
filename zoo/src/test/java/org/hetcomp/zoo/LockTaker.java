package org.hetcomp.zoo;

import java.io.IOException;
import java.nio.file.Path;
import org.hetcomp.io.DataException;
import org.hetcomp.io.FolderLock;

/** A process that tries to get the lock of a folder, and prints what came of it. */
final class LockTaker {
    private LockTaker() {}

    public static void main(String[] folder) throws IOException {
        try (FolderLock lock = FolderLock.take(Path.of(folder[0]), "zoo push")) {
            System.out.println("taken");
        } catch (DataException e) {
            System.out.println(e.getMessage());
        }
    }
}
