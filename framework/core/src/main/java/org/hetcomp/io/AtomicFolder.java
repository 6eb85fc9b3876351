package org.hetcomp.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders that are there whole or not at all: written under a temporary name beside, synced, and renamed. An older
 * folder of the name steps aside first and goes only when the new one is in its place.
 */
public final class AtomicFolder {
    private static final Pattern ASIDE = Pattern.compile("\\..*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private AtomicFolder() {}

    /** Writes what is in a folder. */
    public interface Content {
        void writeTo(Path folder) throws IOException;
    }

    /**
     * Writes a folder, making those above it if need be and replacing one of that name. A link stays, and the folder that it
     * names is replaced.
     *
     * @throws IOException if it cannot be written; what was there before is untouched then
     * @throws DataException if something else than a folder, or a link to nothing, has that name
     */
    public static void write(Path folder, Content content) throws IOException {
        Path target = Place.behind(folder);
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new DataException("no folder, and in the way of one", folder.toString(), "name another");
        }
        Place.createFolders(target.getParent());
        Path aside = aside(target);
        try {
            Files.createDirectory(aside);
            content.writeTo(aside);
            AtomicFile.sync(aside);
            replace(target, aside);
        } finally {
            delete(aside);
        }
    }

    private static void replace(Path target, Path fresh) throws IOException {
        Path old = Files.exists(target) ? aside(target) : null;
        if (old != null) {
            Files.move(target, old);
        }
        try {
            Files.move(fresh, target);
        } catch (IOException e) {
            if (old != null) {
                Files.move(old, target);
            }
            throw e;
        }
        AtomicFile.sync(target.getParent());
        if (old != null) {
            delete(old);
        }
    }

    /** A name beside, under which nothing lies yet and which {@link #sweep} knows. */
    public static Path aside(Path target) {
        return target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID());
    }

    /** Deletes what a process that was killed was writing aside into a folder; nothing if there is no such folder. */
    public static void sweep(Path folder) throws IOException {
        sweep(folder, AtomicFolder::isAside);
    }

    /** Deletes what a process that was killed was writing aside to put it under one name. */
    public static void sweepBeside(Path target) throws IOException {
        Path absolute = Place.behind(target);
        String begin = "." + absolute.getFileName() + "-";
        int uuid = 36;
        sweep(absolute.getParent(), path -> {
            String name = path.getFileName().toString();
            return isAside(path) && name.startsWith(begin) && name.length() == begin.length() + uuid;
        });
    }

    private static void sweep(Path folder, Predicate<Path> left) throws IOException {
        try (Stream<Path> inside = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path path : inside.filter(left).toList()) {
                delete(path);
            }
        }
    }

    /** Whether a file or folder has the name of one that was being written aside. */
    public static boolean isAside(Path path) {
        return ASIDE.matcher(path.getFileName().toString()).matches();
    }

    /** Deletes a folder and what is in it, or a file, if it is there. Links are deleted, never followed. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> inside = Files.walk(folder)) {
            paths = inside.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
