package org.hetcomp.zoo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hetcomp.io.DataException;

/** Brings an archive of which nothing is known beforehand, as long as it stays within the limits. */
record Download(Store store, String file) {
    static Download of(Store store, String file) {
        return new Download(store, file);
    }

    /** Writes it to a new file. */
    void into(Path target) throws IOException {
        Limits limits = store.limits();
        try (Store.Opened opened = store.open(file, 0, limits.get(Limits.Name.TOTAL));
                OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            limits.require(Limits.Name.ARCHIVE, opened.length(), "too many bytes of an archive", store.at(file));
            copy(opened, out);
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw new DataException("no model there", store.at(file), "check the address", e);
        } catch (IOException e) {
            throw store.unreachable(file, e);
        }
    }

    private void copy(Store.Opened opened, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try {
            for (int n = opened.in().read(buffer); n >= 0; n = opened.in().read(buffer)) {
                bytes += n;
                store.limits().require(Limits.Name.ARCHIVE, bytes, "too many bytes of an archive", store.at(file));
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            throw opened.told(e);
        }
        opened.requireWhole(bytes);
    }
}
