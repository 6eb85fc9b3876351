package org.hetcomp.trajectory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.Rankings;
import org.hetcomp.io.MadeRows;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.ScratchFolder;
import org.hetcomp.io.StoredInts;

/**
 * Rankings of a trajectory that is being made. Large ones are written to a folder among the temporary files (java.io.tmpdir) and read
 * from there a row where one is asked for, so that memory need not hold a teacher's snapshots at the same time. What was kept there is
 * to be read until the store is closed.
 */
public final class RankingStore implements AutoCloseable {
    /** The most bytes of rankings that stay in memory: a trajectory of so large ones is about as large as one that is read as a whole. */
    public static final long IN_MEMORY = TrajectoryFile.IN_MEMORY / 4;

    private static final String NAME = "rankings";

    private final long inMemory;
    private final List<StoredInts> stored = new ArrayList<>();
    private ScratchFolder folder;

    /** An empty one. */
    public RankingStore() {
        this(IN_MEMORY);
    }

    /**
     * The same, by another limit.
     *
     * @param inMemory the most bytes of rankings that stay in memory
     */
    public RankingStore(long inMemory) {
        this.inMemory = inMemory;
    }

    /** Whether rankings of that size stay in memory. */
    public static boolean isInMemory(int users, int cut) {
        return bytes(users, cut) <= IN_MEMORY;
    }

    /** Bytes of files for so many rankings, of all users each. */
    public static long filed(int rankings, int users, int cut) {
        return isInMemory(users, cut) ? 0 : rankings * bytes(users, cut);
    }

    private static long bytes(int users, int cut) {
        return 4L * users * cut;
    }

    /**
     * Takes the first places of rankings, which may be let go.
     *
     * @param cut how many, at most the rankings' cut
     * @return those places, in memory or in a file
     * @throws UncheckedIOException if the file cannot be written; the message names the folder
     */
    public Rankings keep(Rankings rankings, int cut) {
        if (bytes(rankings.users(), cut) <= inMemory) {
            return rankings.cutAt(cut);
        }
        try {
            if (folder == null) {
                folder = ScratchFolder.make("rankings");
            }
            Path file = folder.path().resolve(stored.size() + ".safetensors");
            MadeRows rows = new MadeRows(
                    new long[] {rankings.users(), cut}, (row, into) -> rankings.read((int) row, into, cut));
            Safetensors.write(file, Map.of(NAME, rows), Map.of());
            StoredInts ints = StoredInts.of(file, NAME);
            stored.add(ints);
            return StoredRows.rankings(ints, 0, rankings.users(), cut, Math.addExact(rankings.greatest(), 1));
        } catch (IOException e) {
            throw failed("kept", e);
        }
    }

    /** Deletes the files. */
    @Override
    public void close() {
        try {
            for (StoredInts ints : stored) {
                ints.close();
            }
            if (folder != null) {
                folder.close();
            }
        } catch (IOException e) {
            throw failed("deleted", e);
        }
    }

    private UncheckedIOException failed(String what, IOException e) {
        String where = folder == null
                ? System.getProperty("java.io.tmpdir")
                : folder.path().toString();
        return new UncheckedIOException(new IOException(
                "a teacher's rankings cannot be " + what + " in " + where + " (java.io.tmpdir): " + e.getMessage(), e));
    }
}
