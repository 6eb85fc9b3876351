package org.hetcomp.zoo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.RankedItems;
import org.hetcomp.data.RankingReader;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Baseline;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.io.DataException;
import org.hetcomp.table.JdbcUrl;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a trajectory of rankings that another system has exported, one file per snapshot, the converged one last. A
 * user's train items in the last file become the teacher's observed ranking; if it ranks none of them, the teacher has
 * no say in that. All other items make the rankings of unobserved items.
 *
 * @param name the teacher's id
 * @param order what the numbers in files of lines mean
 * @param users names of rows in files of matrices, or null
 * @param items names of the numbers in files of matrices, or null
 * @param ranks M, the most items of a ranking
 */
public record RankingImport(String name, RankedItems.Order order, IdMap users, IdMap items, int ranks) {
    private static final Logger LOG = LoggerFactory.getLogger(RankingImport.class);

    /** Rankings, and where they were read. */
    private record Read(String where, RankedItems ranked) {}

    /**
     * Reads files.
     *
     * @throws DataException if one cannot be used
     */
    public Trajectory read(List<Path> files, Dataset data) {
        requireFew(files.size());
        return trajectory(
                files.stream()
                        .map(file -> new Read(
                                file.toString(),
                                RankingMatrix.isOne(file)
                                        ? RankingMatrix.read(file, data, users, items)
                                        : RankingReader.read(file, data.users(), data.items(), order))),
                data);
    }

    /**
     * Reads what a database answers.
     *
     * @param url its address
     * @param queries one for each snapshot, the converged one last
     * @throws DataException if the database cannot be reached, or an answer cannot be used
     */
    public Trajectory query(String url, List<String> queries, Dataset data) {
        requireFew(queries.size());
        return trajectory(
                IntStream.range(0, queries.size())
                        .mapToObj(n -> new Read(
                                "query " + (n + 1) + " of " + JdbcUrl.clean(url),
                                RankingReader.query(url, queries.get(n), data.users(), data.items(), order))),
                data);
    }

    /** What a baseline ranks, as a teacher of one snapshot, which has no say in how train items are ranked. */
    public Trajectory of(Baseline baseline, Dataset data) {
        Evaluator evaluator = new Evaluator(data.split());
        Rankings rankings = baseline.rankings(evaluator.depths(ranks));
        double valid = evaluator.valid(rankings).r50();
        Rankings kept = rankings.cutAt(Math.min(ranks, rankings.cut()));
        return new Trajectory(
                name,
                List.of(new Snapshot(1, valid, kept)),
                Rankings.empty(data.split().users(), 1));
    }

    private void requireFew(int snapshots) {
        if (snapshots > Trajectory.MOST) {
            throw new DataException(
                    snapshots + " snapshots, and a teacher has at most " + Trajectory.MOST,
                    name,
                    "import fewer of them");
        }
    }

    private Trajectory trajectory(Stream<Read> all, Dataset data) {
        Interactions train = data.split().train();
        List<int[][]> unobserved = new ArrayList<>();
        List<String> where = new ArrayList<>();
        int[][] observed = null;
        for (Iterator<Read> reads = all.iterator(); reads.hasNext(); ) {
            Read read = reads.next();
            tell(read.where(), read.ranked());
            where.add(read.where());
            unobserved.add(parted(read.ranked().rows(), train, false));
            observed = parted(read.ranked().rows(), train, true);
        }
        int cut = Math.min(
                ranks,
                unobserved.stream().mapToInt(RankingImport::longest).max().orElse(0));
        if (cut == 0) {
            throw new DataException(
                    "the rankings hold nothing but items that their users have in train",
                    where.get(0),
                    "export items that are new to the users as well");
        }
        Evaluator evaluator = new Evaluator(data.split());
        List<Snapshot> snapshots = new ArrayList<>();
        for (int[][] rows : unobserved) {
            Rankings rankings = rankings(rows, cut);
            snapshots.add(
                    new Snapshot(snapshots.size() + 1, evaluator.valid(rankings).r50(), rankings));
        }
        String last = where.get(where.size() - 1);
        warn(snapshots.get(snapshots.size() - 1).ranking(), last);
        warnOfSeen(snapshots.get(snapshots.size() - 1).ranking(), observed, data.split(), last);
        return new Trajectory(name, snapshots, rankings(observed, Math.max(1, Math.min(ranks, longest(observed)))));
    }

    private static void tell(String file, RankedItems ranked) {
        LOG.info("{}: best first by {}", file, ranked.order() == RankedItems.Order.RANK ? "rank" : "score");
        if (ranked.firstUnknown() != null) {
            LOG.warn(
                    "{}: {} places of users and {} of items that the data does not have are left out, the first is {}",
                    file,
                    ranked.unknownUsers(),
                    ranked.unknownItems(),
                    ranked.firstUnknown());
        }
    }

    private static void warn(Rankings rankings, String file) {
        int without = 0;
        for (int u = 0; u < rankings.users(); u++) {
            without += rankings.length(u) == 0 ? 1 : 0;
        }
        if (without > 0) {
            LOG.warn(
                    "{}: {} of {} users have no ranking and learn nothing from this teacher",
                    file,
                    without,
                    rankings.users());
        }
    }

    /** What was exported without what users have looks like a teacher that knows nothing. */
    private static void warnOfSeen(Rankings rankings, int[][] observed, Split split, String file) {
        boolean finds = false;
        for (int u = 0; u < rankings.users() && !finds; u++) {
            int user = u;
            finds = Arrays.stream(rankings.row(u))
                    .anyMatch(
                            i -> split.valid().contains(user, i) || split.test().contains(user, i));
        }
        if (!finds) {
            LOG.warn(
                    "{}: no ranking has an item that its user has in valid or test, so this teacher measures 0: it seems that what "
                            + "users have was left out; export it too (hetcomp recommend --for-import)",
                    file);
        }
        if (longest(observed) == 0) {
            LOG.warn(
                    "{}: no ranking has a train item, so this teacher does not say which of them users like best",
                    file);
        }
    }

    private static int[][] parted(int[][] rows, Interactions train, boolean own) {
        int[][] part = new int[rows.length][];
        for (int u = 0; u < rows.length; u++) {
            int user = u;
            part[u] = Arrays.stream(rows[u])
                    .filter(i -> train.contains(user, i) == own)
                    .toArray();
        }
        return part;
    }

    private static int longest(int[][] rows) {
        return Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0);
    }

    private static Rankings rankings(int[][] rows, int cut) {
        Rankings rankings = Rankings.empty(rows.length, cut);
        for (int u = 0; u < rows.length; u++) {
            System.arraycopy(rows[u], 0, rankings.ids(), rankings.start(u), Math.min(cut, rows[u].length));
        }
        return rankings;
    }
}
