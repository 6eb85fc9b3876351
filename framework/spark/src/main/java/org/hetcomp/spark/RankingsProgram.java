package org.hetcomp.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.io.DataException;

/** {@link SparkRankings} as a main: Parquet of a teacher's snapshots in, files for {@code zoo import} out. */
final class RankingsProgram implements Program {
    private static final String RANKINGS = "rankings";
    private static final String TOP = "top";
    private static final String OUT = "out";
    private static final int MOST = 1000;

    @Override
    public Class<?> named() {
        return SparkRankings.class;
    }

    @Override
    public String about() {
        return "Makes files that hetcomp zoo import takes for a teacher, of rankings that Spark jobs wrote.";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Option.builder()
                        .longOpt(RANKINGS)
                        .hasArgs()
                        .argName("PARQUET...")
                        .desc(
                                "a path for each snapshot, the converged one last: columns user, item and rank or score; what"
                                        + " users have is to be among the items")
                        .get())
                .addOption(
                        Words.option(TOP, "N", "items of a user that are kept, the best ones; " + MOST + " by default"))
                .addOption(Words.columns())
                .addOption(Words.option(OUT, "PATH", "a new folder for the files"));
    }

    @Override
    public void run(SparkSession spark, Words words, PrintStream out) throws IOException {
        words.required(RANKINGS);
        String folder = words.required(OUT);
        int most = words.count(TOP, MOST);
        HadoopFiles.of(spark).requireNew(folder);
        List<String> snapshots = words.all(RANKINGS);
        if (snapshots.size() > 99) {
            throw new DataException(
                    snapshots.size() + " snapshots, not at most 99", "--" + RANKINGS, "give fewer of them");
        }
        List<Frame> frames = new ArrayList<>();
        for (String snapshot : snapshots) {
            frames.add(Frame.read(spark, snapshot, words.names()));
        }
        HadoopFiles files = HadoopFiles.of(spark);
        Path target = files.qualified(new Path(folder));
        Path aside = new Path(target.getParent(), "." + target.getName() + ".aside");
        StringBuilder written = new StringBuilder();
        try {
            for (int n = 0; n < frames.size(); n++) {
                String name = String.format("snapshot-%02d.jsonl.gz", n + 1);
                long users = SparkRankings.write(frames.get(n), most, new Path(aside, name));
                out.println(name + ": rankings of " + users + " users, of "
                        + frames.get(n).where());
                written.append(' ').append(folder).append('/').append(name);
            }
            files.rename(aside, target);
        } finally {
            files.delete(aside);
        }
        out.println("a teacher of them: hetcomp zoo import --name NAME --data DATA --rankings" + written);
    }
}
