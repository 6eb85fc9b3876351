package org.hetcomp.trajectory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hetcomp.data.Rankings;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.MadeRows;
import org.hetcomp.io.Safetensors;
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
    private Path folder;
    private int count;

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
        return 4L * users * cut <= IN_MEMORY;
    }

    /**
     * Takes the first places of rankings, which may be let go.
     *
     * @param cut how many, at most the rankings' cut
     * @return those places, in memory or in a file
     * @throws UncheckedIOException if the file cannot be written
     */
    public Rankings keep(Rankings rankings, int cut) {
        if (4L * rankings.users() * cut <= inMemory) {
            return rankings.cutAt(cut);
        }
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("hetcomp-rankings-");
            }
            Path file = folder.resolve(++count + ".safetensors");
            MadeRows rows = new MadeRows(
                    new long[] {rankings.users(), cut}, (row, into) -> rankings.read((int) row, into, cut));
            Safetensors.write(file, Map.of(NAME, rows), Map.of());
            return StoredRows.rankings(
                    StoredInts.of(file, NAME), 0, rankings.users(), cut, Math.addExact(rankings.greatest(), 1));
        } catch (IOException e) {
            throw new UncheckedIOException("a teacher's rankings cannot be kept: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (folder != null) {
            try {
                AtomicFolder.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("a teacher's rankings cannot be deleted: " + e.getMessage(), e);
            }
        }
    }
}
