package org.hetcomp.student;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A student whose files lie in a folder; they are mapped, and stay so when this is closed. */
final class Folder implements Source {
    private final Path folder;
    private final List<FileChannel> open = new ArrayList<>();

    Folder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Content content(String name) throws IOException {
        Path file = folder.resolve(name);
        // A pipe or a device would be waited for.
        if (!Files.isRegularFile(file)) {
            throw StudentException.damaged("the file is missing", file.toString());
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        open.add(channel);
        return Content.of(file.toString(), channel);
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : open) {
            channel.close();
        }
    }
}
