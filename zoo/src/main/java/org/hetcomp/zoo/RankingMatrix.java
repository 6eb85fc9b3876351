package org.hetcomp.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.RankedItems;
import org.hetcomp.data.RankingCollector;
import org.hetcomp.io.DataException;

/**
 * Rankings as a matrix of integers {@code [users, M]}, best item first, in {@code .npy}, {@code .npz} or
 * {@code .safetensors}: an item's own id where ids are integers, else its row in a file of names. Negative numbers are
 * places after a ranking's end. In a file of several arrays the matrix is {@code rankings}, or the only one of two
 * dimensions; an array {@code users [users]} of integers says which user a row is of.
 */
final class RankingMatrix {
    private static final List<String> ENDINGS = List.of(".npy", ".npz", ".safetensors");

    private static final int REASON = 200;

    private RankingMatrix() {}

    /** Whether a file is one by its name. */
    static boolean isOne(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * Reads one.
     *
     * @param users which user each row (or number in the array {@code users}) is; null if the numbers are own ids
     * @param items which item each number is; null if the numbers are own ids
     * @throws DataException if it cannot be used
     */
    static RankedItems read(Path file, Dataset data, IdMap users, IdMap items) {
        NDList arrays = arrays(file);
        NDArray rankings = find(arrays, file);
        long[] ids = integers(rankings, file);
        long rows = rankings.getShape().get(0);
        int cut = Math.toIntExact(rankings.getShape().get(1));
        NDArray named = arrays.get("users");
        long[] numbers = named == null ? LongStream.range(0, rows).toArray() : integers(named, file);
        if (numbers.length != rows) {
            throw new DataException(
                    numbers.length + " users for " + rows + " rows of rankings",
                    file.toString(),
                    "name each row's user");
        }
        if (named == null && users == null) {
            throw new DataException(
                    "nothing says which user a row is",
                    file.toString(),
                    "give --users, a file with the users' own ids in the order of the rows, or an array users beside"
                            + " rankings");
        }
        RankingCollector collector = new RankingCollector(data.users(), data.items());
        for (int row = 0; row < rows; row++) {
            String where = file + ", row " + row;
            String user = name(numbers[row], users, "user", where);
            for (int r = 0; r < cut; r++) {
                long item = ids[Math.toIntExact((long) row * cut + r)];
                if (item >= 0) {
                    collector.add(user, name(item, items, "item", where), r, where);
                }
            }
        }
        return collector.finish(RankedItems.Order.RANK, file.toString());
    }

    private static String name(long number, IdMap names, String what, String where) {
        if (names == null) {
            return Long.toString(number);
        }
        if (number < 0 || number >= names.size()) {
            throw new DataException(
                    what + " " + number + " is outside the " + names.size() + " names given", where, "give all names");
        }
        return names.token((int) number);
    }

    private static NDList arrays(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return NDList.decode(PassthroughNDManager.INSTANCE, in);
        } catch (IOException | RuntimeException e) {
            // What a header of others says is in some messages, however long it is.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new DataException(
                    "the arrays cannot be read, " + reason.substring(0, Math.min(reason.length(), REASON)),
                    file.toString(),
                    "save integers in C order by numpy.save, numpy.savez or safetensors",
                    e);
        }
    }

    private static NDArray find(NDList arrays, Path file) {
        NDArray named = arrays.get("rankings");
        List<NDArray> matrices =
                arrays.stream().filter(a -> a.getShape().dimension() == 2).toList();
        if (named == null && matrices.size() == 1) {
            named = matrices.get(0);
        }
        if (named == null
                || named.getShape().dimension() != 2
                || named.getShape().size() == 0) {
            List<Shape> shapes = arrays.stream().map(NDArray::getShape).toList();
            throw new DataException(
                    "no matrix of rankings among arrays of shapes " + shapes,
                    file.toString(),
                    "save one of [users, M], called rankings if there are others");
        }
        return named;
    }

    private static long[] integers(NDArray array, Path file) {
        ByteBuffer bytes =
                array.toByteBuffer().duplicate().order(array.toByteBuffer().order());
        int size = Math.toIntExact(array.getShape().size());
        long[] values = new long[size];
        for (int j = 0; j < size; j++) {
            values[j] = switch (array.getDataType()) {
                case INT64 -> bytes.getLong();
                case INT32 -> bytes.getInt();
                case UINT32 -> Integer.toUnsignedLong(bytes.getInt());
                case INT16 -> bytes.getShort();
                case UINT16 -> Short.toUnsignedInt(bytes.getShort());
                case INT8 -> bytes.get();
                case UINT8 -> Byte.toUnsignedInt(bytes.get());
                default ->
                    throw new DataException(
                            "the array is of type " + array.getDataType() + ", not of integers",
                            file.toString(),
                            "save item ids");
            };
        }
        return values;
    }
}
