package org.hetcomp.backend;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder into which DJL unpacks an engine's native libraries, and what is wrong with it when an engine does not load.
 */
public final class NativeCache {
    private static final String OWN = "set DJL_CACHE_DIR to a folder of your own";

    private final String title;
    private final Path folder;
    private final String version;

    private NativeCache(String title, Path folder, String version) {
        this.title = title;
        this.folder = folder;
        this.version = version;
    }

    /**
     * That of an engine.
     *
     * @param engine as DJL names its folder and its libraries
     * @param title as people write it
     */
    public static NativeCache of(String engine, String title) {
        Path folder = Utils.getEngineCacheDir(engine).toAbsolutePath();
        try {
            return new NativeCache(
                    title, folder, Platform.detectPlatform(engine).getVersion());
        } catch (RuntimeException e) {
            // Where no library is on the class path none is unpacked.
            return new NativeCache(title, folder, "none");
        }
    }

    /**
     * Checks, before they are loaded, that no library that was unpacked is cut short: loading one ends the process.
     *
     * @throws BackendException if one is
     */
    public void requireWhole() {
        for (Path place : unpacked()) {
            try (Stream<Path> inside = Files.list(place)) {
                for (Path file : inside.sorted().toList()) {
                    if (file.getFileName().toString().contains(".so") && !SharedObject.isWhole(file)) {
                        throw damaged(file, null);
                    }
                }
            } catch (IOException e) {
                throw told("its native libraries cannot be read" + reason(e), place, closed(place), e);
            }
        }
    }

    private List<Path> unpacked() {
        try (Stream<Path> inside = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return inside.filter(path -> path.getFileName().toString().startsWith(version + "-"))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException e) {
            throw told("its native libraries cannot be read" + reason(e), folder, closed(folder), e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? ", for they are closed to you" : ", " + e;
    }

    private BackendException damaged(Path file, Throwable cause) {
        return told(
                "its native library " + file.getFileName() + " is damaged",
                file.getParent(),
                "delete that folder, it is unpacked again",
                cause);
    }

    /** Says why it did not load. */
    public BackendException explain(Throwable failure) {
        String all = String.join("\n", messages(failure));
        Path place = unpacked().stream().findFirst().orElse(folder);
        if (all.contains("No space left on device")) {
            return told("no space is left to unpack its native libraries", folder, "free some, or " + OWN, failure);
        }
        if (all.contains("failed to map segment") || all.contains("Operation not permitted")) {
            return told(
                    "its native libraries lie where the system executes nothing, such as a mount with noexec",
                    place,
                    "set DJL_CACHE_DIR to a folder elsewhere",
                    failure);
        }
        if (all.contains("file too short") || all.contains("invalid ELF header") || all.contains("truncated mach-o")) {
            return told(
                    "a native library of it is damaged, " + line(all, "(file too short|invalid ELF|truncated)"),
                    place,
                    "delete that folder, it is unpacked again",
                    failure);
        }
        if (all.contains("GLIBC")) {
            return told(
                    "the system's C library is too old for it, " + line(all, "GLIBC"),
                    place,
                    "use a newer system; docs/dependencies.md names those that are known to do",
                    failure);
        }
        if (all.contains("wrong ELF class") || all.contains("incompatible architecture") || all.contains("mach-o")) {
            return told(
                    "its native libraries are for another processor, "
                            + line(all, "(wrong ELF class|incompatible architecture|mach-o)"),
                    place,
                    "use a Java for " + System.getProperty("os.name") + " of the machine's own processor",
                    failure);
        }
        if (all.contains("cannot open shared object file") || all.contains("image not found")) {
            return told(
                    "a library is missing that it needs, " + line(all, "(cannot open shared|image not found)"),
                    place,
                    "install it, or if it is of the engine delete that folder, it is unpacked again",
                    failure);
        }
        if (!isOpen()) {
            return told("its native libraries cannot be unpacked or read there", folder, closed(place), failure);
        }
        List<String> messages = messages(failure);
        return told(messages.get(messages.size() - 1), folder, "run hetcomp doctor --verbose", failure);
    }

    private static String line(String all, String pattern) {
        return all.lines()
                .filter(line -> line.matches(".*" + pattern + ".*"))
                .findFirst()
                .orElse("");
    }

    /** Messages of it and of all that led to it, each once. */
    private static List<String> messages(Throwable failure) {
        Set<String> messages = new LinkedHashSet<>();
        List<Throwable> next = new ArrayList<>(List.of(failure));
        for (int n = 0; n < next.size() && n < 50; n++) {
            Throwable one = next.get(n);
            // JNA's goes on with the whole class path.
            messages.add(
                    one.getMessage() == null
                            ? one.getClass().getSimpleName()
                            : one.getMessage()
                                    .lines()
                                    .filter(line -> !line.contains("not found in resource path"))
                                    .collect(Collectors.joining("\n")));
            next.addAll(List.of(one.getSuppressed()));
            if (one.getCause() != null) {
                next.add(one.getCause());
            }
        }
        return List.copyOf(messages);
    }

    private boolean isOpen() {
        for (Path place = folder; place != null; place = place.getParent()) {
            if (Files.exists(place)) {
                boolean isInside = place.equals(folder);
                return Files.isWritable(place)
                        && Files.isExecutable(place)
                        && (!isInside || unpacked().stream().allMatch(Files::isReadable));
            }
        }
        return false;
    }

    private static String closed(Path folder) {
        Path there = folder;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return OWN + ": " + there + " belongs to " + Files.getOwner(there).getName() + ", and you are "
                    + System.getProperty("user.name");
        } catch (IOException | UnsupportedOperationException e) {
            return OWN;
        }
    }

    private BackendException told(String what, Path where, String advice, Throwable cause) {
        return new BackendException(title + " cannot be loaded: " + what, where, advice, cause);
    }
}
