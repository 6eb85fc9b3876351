package org.hetcomp.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/** The bytes of some files, on their way to executors; in pieces, for an array of Java's ends at 2 GB. */
final class Packed implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int PIECE = 16 << 20;

    private final LinkedHashMap<String, ArrayList<byte[]>> files = new LinkedHashMap<>();

    /** Reads files, which keep their names. */
    static Packed of(HadoopFiles system, List<Path> files) throws IOException {
        Packed packed = new Packed();
        for (Path file : files) {
            ArrayList<byte[]> pieces = new ArrayList<>();
            try (InputStream in = system.system(file).open(file)) {
                for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                    pieces.add(piece);
                }
            }
            packed.files.put(file.getName(), pieces);
        }
        return packed;
    }

    /** Writes the files to a folder. */
    void into(java.nio.file.Path folder) throws IOException {
        for (Map.Entry<String, ArrayList<byte[]>> file : files.entrySet()) {
            try (OutputStream out = Files.newOutputStream(folder.resolve(file.getKey()))) {
                for (byte[] piece : file.getValue()) {
                    out.write(piece);
                }
            }
        }
    }

    /** The only file's name; null if there are several. */
    String only() {
        return files.size() == 1 ? files.keySet().iterator().next() : null;
    }
}
