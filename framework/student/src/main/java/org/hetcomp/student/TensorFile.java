package org.hetcomp.student;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the arrays of a safetensors file lie (huggingface.co/docs/safetensors: eight bytes of header length, a JSON
 * header, the raw little-endian values). As that format asks, arrays fill the rest of the file without gaps and do not
 * overlap; all of it is checked before anything is read. Arrays that nobody asks for may be of any type.
 */
final class TensorFile {
    private static final String METADATA = "__metadata__";
    private static final int LONGEST_HEADER = 1 << 20;
    private static final int LONGEST_ROW = Content.PIECE / 4;
    private static final Map<String, Integer> BITS = Map.ofEntries(
            Map.entry("BOOL", 8),
            Map.entry("U8", 8),
            Map.entry("I8", 8),
            Map.entry("I16", 16),
            Map.entry("U16", 16),
            Map.entry("F16", 16),
            Map.entry("BF16", 16),
            Map.entry("I32", 32),
            Map.entry("U32", 32),
            Map.entry("F32", 32),
            Map.entry("F64", 64),
            Map.entry("I64", 64),
            Map.entry("U64", 64));

    private final Content file;
    private final Map<String, Place> places;

    private record Place(String name, String type, List<Long> shape, long begin, long end) {}

    private TensorFile(Content file, Map<String, Place> places) {
        this.file = file;
        this.places = places;
    }

    /**
     * Reads a header.
     *
     * @throws StudentException if it does not describe the file
     */
    static TensorFile read(Content file) throws IOException {
        long length = file.size() < 8 ? -1 : file.part(0, 8).getLong(0);
        if (length < 2 || length > LONGEST_HEADER || length > file.size() - 8) {
            throw bad("its header cannot be " + length + " bytes long", file);
        }
        Map<String, Object> header;
        try {
            header = Json.object(file.text(8, length));
        } catch (IllegalArgumentException e) {
            throw bad("its header is not JSON, " + e.getMessage(), file);
        }
        header.remove(METADATA);
        Map<String, Place> places = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : header.entrySet()) {
            places.put(entry.getKey(), place(entry.getKey(), entry.getValue(), 8 + length, file));
        }
        requireWhole(places, 8 + length, file);
        return new TensorFile(file, places);
    }

    /** Whether there is such an array. */
    boolean has(String name) {
        return places.containsKey(name);
    }

    /**
     * A matrix of finite float32.
     *
     * @param rows that it has to have
     * @throws StudentException if there is none of that name, type and number of rows, or a number in it is not finite
     */
    Matrix matrix(String name, int rows) throws IOException {
        Place place = places.get(name);
        if (place == null) {
            throw bad("it has no array " + name, file);
        }
        if (!place.type().equals("F32") || place.shape().size() != 2) {
            throw bad(name + " is " + place.type() + " " + place.shape() + ", not a matrix of F32", file);
        }
        long dim = place.shape().get(1);
        if (place.shape().get(0) != rows || dim < 1 || dim > Matrix.WIDEST) {
            throw bad(
                    name + " is " + place.shape() + ", not [" + rows + ", d] with d from 1 to " + Matrix.WIDEST, file);
        }
        return Matrix.read(file, name, place.begin(), rows, (int) dim);
    }

    /**
     * Whole numbers, int32.
     *
     * @throws StudentException if there are none of that name and type in one row
     */
    int[] integers(String name) throws IOException {
        Place place = places.get(name);
        if (place == null || !place.type().equals("I32") || place.shape().size() != 1) {
            throw bad("it has no row of whole numbers " + name, file);
        }
        long size = place.shape().get(0);
        if (size > LONGEST_ROW) {
            throw bad(name + " has more than " + LONGEST_ROW + " numbers", file);
        }
        int[] numbers = new int[(int) size];
        file.part(place.begin(), 4 * size).asIntBuffer().get(numbers);
        return numbers;
    }

    private static Place place(String name, Object about, long base, Content file) {
        if (!(about instanceof Map<?, ?> described)
                || !(described.get("dtype") instanceof String type)
                || !BITS.containsKey(type)) {
            throw bad("its header does not describe " + StudentException.quote(name), file);
        }
        List<Long> shape = wholes(described.get("shape"));
        List<Long> offsets = wholes(described.get("data_offsets"));
        long bytes = -1;
        try {
            bytes = BITS.get(type) / 8;
            for (long size : shape == null ? List.<Long>of() : shape) {
                bytes = Math.multiplyExact(bytes, size);
            }
        } catch (ArithmeticException e) {
            bytes = -1;
        }
        if (shape == null
                || bytes < 0
                || offsets == null
                || offsets.size() != 2
                || offsets.get(1) > file.size() - base
                || offsets.get(1) - offsets.get(0) != bytes) {
            throw bad(StudentException.quote(name) + " does not fit the file", file);
        }
        return new Place(name, type, shape, base + offsets.get(0), base + offsets.get(1));
    }

    /** Numbers from 0 on, or null if these are none. */
    private static List<Long> wholes(Object array) {
        if (!(array instanceof List<?> list)) {
            return null;
        }
        List<Long> wholes = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof Long whole) || whole < 0) {
                return null;
            }
            wholes.add(whole);
        }
        return wholes;
    }

    private static void requireWhole(Map<String, Place> places, long begin, Content file) {
        long end = begin;
        List<Place> inOrder = places.values().stream()
                .sorted(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end))
                .toList();
        for (Place place : inOrder) {
            if (place.begin() != end) {
                throw bad(
                        StudentException.quote(place.name())
                                + (place.begin() < end ? " overlaps" : " leaves a gap after")
                                + " what is before it",
                        file);
            }
            end = place.end();
        }
        if (end != file.size()) {
            throw bad("it has " + file.size() + " bytes, its header tells of " + end, file);
        }
    }

    private static StudentException bad(String why, Content file) {
        return StudentException.damaged("no usable safetensors file, " + why, file.where());
    }
}
