package org.hetcomp.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Names;

/** What a push that was killed has left in a repository. Whoever sweeps it has the repository's lock. */
final class Leftovers {
    private final Path root;

    Leftovers(Path root) {
        this.root = root;
    }

    /** Deletes what was being written aside, and versions that were put in place and never named. */
    void sweep() throws IOException {
        AtomicFolder.sweep(root);
        for (Path model : folders(root.resolve(ZooRepository.folder("any")).getParent())) {
            String id = model.getFileName().toString();
            if (Names.isId(id)) {
                AtomicFolder.sweep(model);
                unnamed(id, model);
            }
        }
    }

    private void unnamed(String id, Path model) throws IOException {
        List<String> named;
        try {
            named = MetadataFile.of(root, id).versions();
        } catch (DataException e) {
            // Nobody knows what it named.
            return;
        }
        for (Path version : folders(model)) {
            String name = version.getFileName().toString();
            if (Names.isVersion(name) && !named.contains(name)) {
                AtomicFolder.delete(version);
            }
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }
}
