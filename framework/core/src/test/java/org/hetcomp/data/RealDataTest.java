package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Public data, where a copy lies beside the project; it cannot be shipped with it. */
class RealDataTest {
    private static Path data(String name) {
        Path path = Path.of(System.getProperty("hetcomp.root", ".."))
                .resolve("../shared/data")
                .resolve(name);
        assumeTrue(Files.exists(path), "no " + path);
        return path;
    }

    @Test
    void dividedCiteULikeT() {
        Split split = Loading.load(data("citeulike-t/train.txt").getParent(), DataSpec.of("data"))
                .split();
        assertEquals(
                List.of(5219, 25181, 78958, 20823, 20823),
                List.of(
                        split.users(),
                        split.items(),
                        split.train().size(),
                        split.valid().size(),
                        split.test().size()));
    }

    @Test
    void rawCiteULikeT() {
        Dataset data = Loading.load(data("citeulike-t/users.dat"), DataSpec.of("data"));
        Statistics statistics = Statistics.of(data);
        assertEquals(5219, statistics.users());
        assertEquals(25181, statistics.items());
        assertEquals(125580, statistics.interactions());
        assertEquals(new Catalogue().find("citeulike-t").orElseThrow().sha256(), data.sha256());
    }

    @Test
    void rawCiteULikeA() {
        Dataset data = Loading.load(data("citeulike-a/users.dat"), DataSpec.of("data"));
        Statistics statistics = Statistics.of(data);
        assertEquals(5551, statistics.users());
        assertEquals(16980, statistics.items());
        assertEquals(204986, statistics.interactions());
        assertEquals(new Catalogue().find("citeulike-a").orElseThrow().sha256(), data.sha256());
    }

    @Test
    void lastFm() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(data("lastfm/data1.txt")));
        lines.addAll(Files.readAllLines(data("lastfm/test1.txt")));
        Path both = Files.createTempFile("lastfm", ".tsv");
        try {
            Files.write(both, lines);
            Statistics statistics = Statistics.of(Loading.load(both, Loading.ALL));
            assertEquals(1880, statistics.users());
            assertEquals(4489, statistics.items());
            assertEquals(52668, statistics.interactions());
        } finally {
            Files.delete(both);
        }
    }
}
