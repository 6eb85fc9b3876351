package org.hetcomp.student;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A student packed as one zip file, its files at the top. Entries are read into memory and nothing is written, so a
 * name inside is never a path; names that could be one are refused nevertheless, for such an archive was not made by
 * us.
 */
final class Archive implements Source {
    private static final int MOST_ENTRIES = 64;
    private static final long LARGEST = 1L << 30;

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private long left;

    Archive(Path file) throws IOException {
        // A few kilobytes can unpack to gigabytes; a half of the memory is left to the program.
        this(file, Math.min(LARGEST, Runtime.getRuntime().maxMemory() / 2));
    }

    /** An archive of which no more than {@code most} bytes are unpacked. */
    Archive(Path file, long most) throws IOException {
        this.file = file;
        this.left = most;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | IllegalArgumentException e) {
            throw notOne("it is no zip archive, " + e.getMessage());
        }
        try {
            list();
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private void list() {
        try {
            if (zip.size() > MOST_ENTRIES) {
                throw notOne("it has " + zip.size() + " entries, not at most " + MOST_ENTRIES);
            }
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                String name = entry.getName();
                if (name.contains("/") || name.contains("\\") || name.equals("..") || name.indexOf(0) >= 0) {
                    throw notOne("its entry " + StudentException.quote(name) + " is a path");
                }
                if (entries.put(name, entry) != null) {
                    throw notOne("its entry " + StudentException.quote(name) + " is there twice");
                }
            }
        } catch (IllegalArgumentException e) {
            throw notOne("its entries cannot be listed, " + e.getMessage());
        }
    }

    @Override
    public Content content(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        String where = file + "!" + name;
        if (entry == null) {
            throw StudentException.damaged("the archive does not have the file", where);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            // Not what the entry says of its size, which may be untrue, but what comes out of it.
            byte[] bytes = in.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > left) {
                throw new StudentException(
                        "the archive's files are too large to be read into memory",
                        where,
                        "unpack it into a folder and open that");
            }
            left -= bytes.length;
            return Content.of(where, bytes);
        } catch (ZipException | IllegalArgumentException e) {
            throw StudentException.damaged("the archive is damaged, " + e.getMessage(), where);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private StudentException notOne(String what) {
        return new StudentException("no student's archive, " + what, file.toString(), "name one that was published");
    }
}
