package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layouts, columns and quirks drawn together: what is read is what was written. */
class GeneratedFilesTest {
    private static final int FILES = 150;
    private static final List<Format> FORMATS = List.of(
            Format.TSV, Format.CSV, Format.SEMICOLON, Format.PIPE, Format.SPACE, Format.DOUBLE_COLON, Format.JSONL);
    private static final List<String> NAMES = List.of("user_id", "Item ID", "rating", "timestamp", "note");

    @TempDir
    private Path folder;

    static IntStream seeds() {
        return IntStream.range(0, FILES);
    }

    /** Pairs with a weight and a time, some twice, in a layout of their own. */
    private static final class Drawn {
        final Random random;
        final Format format;
        final boolean header;
        final boolean wholeIds;
        final boolean dates;
        final boolean decimalComma;
        /** What each column holds: 0 user, 1 item, 2 weight, 3 time, 4 something else. */
        final List<Integer> columns = new ArrayList<>();

        final List<String[]> rows = new ArrayList<>();

        Drawn(int seed) {
            random = new Random(seed);
            format = FORMATS.get(random.nextInt(FORMATS.size()));
            header = format == Format.JSONL || format != Format.SPACE && random.nextBoolean();
            wholeIds = random.nextBoolean();
            dates = format != Format.SPACE && random.nextBoolean();
            decimalComma = format == Format.SEMICOLON;
            columns.addAll(List.of(0, 1, 2, 3));
            if (header) {
                columns.add(4);
                Collections.shuffle(columns, random);
            }
            for (int n = 0; n < 60; n++) {
                rows.add(new String[] {
                    id("ü" + "xyz".charAt(n % 3), 1 + random.nextInt(12)),
                    id(format == Format.SPACE ? "名-" : "名 ", 1 + random.nextInt(25)),
                    String.valueOf(0.5 * (1 + random.nextInt(10))),
                    String.valueOf(1_200_000_000L + random.nextInt(300_000_000)),
                    "a note"
                });
            }
            rows.add(rows.get(random.nextInt(rows.size())));
        }

        private String id(String prefix, int number) {
            String odd = isQuoted() && number % 4 == 0 ? " \"of\" " + format.separator() + " " : "";
            return wholeIds ? String.valueOf(number) : prefix + odd + number;
        }

        private boolean isQuoted() {
            return format == Format.CSV || format == Format.SEMICOLON;
        }

        private String written(String[] row, int column) {
            String field = row[column];
            if (column == 3 && dates) {
                field = Instant.ofEpochSecond(Long.parseLong(field)).toString();
                field = random.nextBoolean() ? field : field.replace('T', ' ').replace("Z", " UTC");
            }
            field = column == 2 && decimalComma ? field.replace('.', ',') : field;
            return isQuoted() && (random.nextInt(4) == 0 || field.contains("\"") || field.contains(format.separator()))
                    ? quoted(field)
                    : field;
        }

        private static String quoted(String field) {
            return '"' + field.replace("\"", "\"\"") + '"';
        }

        private String line(String[] row) {
            if (format == Format.JSONL) {
                return columns.stream()
                        .map(c -> "\"" + NAMES.get(c) + "\": \"" + written(row, c) + "\"")
                        .collect(Collectors.joining(", ", "{", "}"));
            }
            String blank = format != Format.SPACE && random.nextInt(8) == 0 ? " " : "";
            return columns.stream().map(c -> written(row, c) + blank).collect(Collectors.joining(format.separator()));
        }

        String text() {
            String end = random.nextBoolean() ? "\n" : "\r\n";
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\ufeff" : "");
            if (header && format != Format.JSONL) {
                text.append(columns.stream().map(NAMES::get).collect(Collectors.joining(format.separator())))
                        .append(end);
            }
            Collections.shuffle(rows, random);
            for (String[] row : rows) {
                text.append(line(row)).append(end).append(random.nextInt(20) == 0 ? end : "");
            }
            return random.nextBoolean() ? text.toString() : text.toString().stripTrailing();
        }

        /** Pairs from that weight on, each with its latest time. */
        Set<String> expected(double least) {
            return rows.stream()
                    .filter(row -> Double.parseDouble(row[2]) >= least)
                    .collect(Collectors.toMap(row -> row[0] + " " + row[1], row -> Long.parseLong(row[3]), Math::max))
                    .entrySet()
                    .stream()
                    .map(e -> e.getKey() + " " + e.getValue())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsReadIsWhatWasWritten(int seed) throws IOException {
        Drawn drawn = new Drawn(seed);
        String text = drawn.text();
        Path file = seed % 5 == 0 ? Loading.gzip(folder, "data", text) : Loading.file(folder, "data", text);
        assertEquals(drawn.expected(0), Layouts.read(file, Reading.DEFAULT), text);
        assertEquals(drawn.expected(3), Layouts.read(file, Reading.DEFAULT.withMinWeight(3.0)), text);
        Format declared = drawn.format;
        assertEquals(drawn.expected(0), Layouts.read(file, Reading.DEFAULT.withFormat(declared)), text);
        ColumnNames places = new ColumnNames(
                "" + (drawn.columns.indexOf(0) + 1),
                "" + (drawn.columns.indexOf(1) + 1),
                "" + (drawn.columns.indexOf(2) + 1),
                "" + (drawn.columns.indexOf(3) + 1));
        assertEquals(drawn.expected(0), Layouts.read(file, Reading.DEFAULT.withColumns(places)), text);
    }
}
