package org.hetcomp.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A process that has a scratch folder until its input ends. */
final class ScratchHolder {
    private ScratchHolder() {}

    public static void main(String[] place) throws IOException {
        try (ScratchFolder folder = ScratchFolder.make(Path.of(place[0]), "test")) {
            System.out.println(folder.path());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
