package org.hetcomp.data;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One made-up catalogue of likings, to be written in the layouts that people have. */
final class Layouts {
    private static final String[] ARTISTS = {
        "Björk", "Sigur Rós", "宇多田ヒカル", "Motörhead", "Кино", "Beyoncé", "AC/DC", "🎸 Band"
    };

    /** A rating from 0.5 to 5, and when, in seconds since 1970. */
    record Rating(int user, int item, double stars, long time) {
        String iso() {
            return Instant.ofEpochSecond(time).toString();
        }

        String isoWithBlank() {
            return iso().replace('T', ' ').replace("Z", "");
        }

        int whole() {
            return (int) Math.max(1, Math.ceil(stars));
        }

        String reviewer() {
            return "A" + String.format(Locale.ROOT, "%013d", 7_919L * user).replace('0', 'X');
        }

        String asin() {
            return "B00"
                    + String.format(Locale.ROOT, "%07d", 104_729L * item % 9_999_991)
                            .replace('1', 'Z');
        }

        String artist() {
            return ARTISTS[item % ARTISTS.length] + " " + item;
        }
    }

    private final List<Rating> ratings = new ArrayList<>();

    Layouts() {
        Random random = new Random(7);
        for (int user = 0; user < 40; user++) {
            long time = 1_100_000_000L + random.nextInt(400_000_000);
            for (int item = 0; item < 30; item++) {
                if (random.nextInt(3) == 0) {
                    time += 60 + random.nextInt(1_000_000);
                    ratings.add(new Rating(user, item, 0.5 * (1 + random.nextInt(10)), time));
                }
            }
        }
        Collections.shuffle(ratings, random);
    }

    List<Rating> ratings() {
        return ratings;
    }

    /** Lines of ratings, after a header unless that is empty. */
    String text(String header, Function<Rating, String> line) {
        return (header.isEmpty() ? "" : header + "\n")
                + ratings.stream().map(line).collect(Collectors.joining("\n", "", "\n"));
    }

    /** The pairs that have to come out, with their times in seconds, sorted. */
    Set<String> expected(Function<Rating, String> user, Function<Rating, String> item) {
        return ratings.stream()
                .map(r -> user.apply(r) + " " + item.apply(r) + " " + r.time())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What comes out, sorted. */
    static Set<String> read(Path file, Reading reading) {
        return new TreeSet<>(Loading.read(file, reading));
    }

    /** The same without times. */
    static Set<String> withoutTimes(Set<String> pairs) {
        return pairs.stream()
                .map(pair -> pair.substring(0, pair.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Path write(Path folder, String name, String header, Function<Rating, String> line) throws IOException {
        return Loading.file(folder, name, text(header, line));
    }
}
