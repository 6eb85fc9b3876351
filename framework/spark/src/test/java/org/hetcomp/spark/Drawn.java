package org.hetcomp.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hetcomp.data.Interactions;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;

/** A student of drawn vectors, users {@code u0 ..} and items {@code i0 ..}, in a folder as the product writes it. */
final class Drawn {
    private Drawn() {}

    static Path student(Path folder, int users, int items, int dim, long seed) throws IOException {
        return student(folder, users, items, dim, seed, null);
    }

    /** The same with what users had beside it, if that is not null. */
    static Path student(Path folder, int users, int items, int dim, long seed, Interactions seen) throws IOException {
        Random random = new Random(seed);
        Files.createDirectories(folder);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("user", normal(users, dim, random));
        tensors.put("item", normal(items, dim, random));
        Safetensors.write(folder.resolve("student.safetensors"), tensors, Map.of("id", "student"));
        Files.writeString(folder.resolve("users.tsv"), ids("u", users));
        Files.writeString(folder.resolve("items.tsv"), ids("i", items));
        if (seen != null) {
            Map<String, Tensor> had = new LinkedHashMap<>();
            had.put("offsets", Tensor.of(seen.offsets(), seen.offsets().length));
            had.put("items", Tensor.of(seen.ids(), seen.size()));
            Safetensors.write(folder.resolve("seen.safetensors"), had, Map.of());
        }
        Map<String, Tensor> encoder = new LinkedHashMap<>();
        encoder.put("map", normal(dim, dim, random));
        encoder.put("offset", normal(1, dim, random));
        Safetensors.write(folder.resolve("encoder.safetensors"), encoder, Map.of());
        String hashes;
        try (Stream<Path> files = Files.list(folder)) {
            hashes = files.map(file -> "\"" + file.getFileName() + "\": \"" + hash(file) + "\"")
                    .collect(Collectors.joining(", "));
        }
        Files.writeString(
                folder.resolve("card.json"),
                "{\"format\": 1, \"kind\": \"STUDENT\", \"users\": " + users + ", \"items\": " + items
                        + ", \"files\": {" + hashes + "}}\n");
        return folder;
    }

    private static String hash(Path file) {
        try {
            return Hashes.of(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Tensor normal(int rows, int dim, Random random) {
        float[] values = new float[rows * dim];
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) random.nextGaussian();
        }
        return Tensor.of(values, rows, dim);
    }

    private static String ids(String prefix, int size) {
        return IntStream.range(0, size)
                .mapToObj(row -> row + "\t" + prefix + row + "\n")
                .collect(Collectors.joining());
    }
}
