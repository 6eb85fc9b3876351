package org.hetcomp.spark;

import com.google.gson.Gson;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Options;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.eval.Measure;
import org.hetcomp.io.DataException;

/** {@link SparkEvaluate} as a main: Parquet of train, valid and test in, measures on stdout. */
final class EvaluateProgram implements Program {
    private static final String MODEL = "model";
    private static final String MEASURES = "measures";
    private static final String JSON = "json";
    private static final List<String> PARTS = List.of("train", "valid", "test");

    @Override
    public Class<?> named() {
        return SparkEvaluate.class;
    }

    @Override
    public String about() {
        return "Measures a student on what was held back from its users.";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Words.option(MODEL, "PATH", "the student: its folder, that of a run, or an archive"))
                .addOption(Words.option(
                        "train", "PARQUET", "columns user and item: what it has learned from, left out of lists"))
                .addOption(Words.option(
                        "valid", "PARQUET", "likewise, what settings were chosen by; users without are not measured"))
                .addOption(Words.option("test", "PARQUET", "likewise, what is to be found"))
                .addOption(
                        Words.option(MEASURES, "M,...", "besides Recall and NDCG at 10 and 50, such as mrr@10,map@20"))
                .addOption(Words.flag(JSON, "print one JSON object"))
                .addOption(Words.columns());
    }

    @Override
    public void run(SparkSession spark, Words words, PrintStream out) {
        String model = words.required(MODEL);
        words.required("train");
        words.required("test");
        List<Measure> more = measures(words.get(MEASURES));
        SharedStudent student = SharedStudent.share(spark, model);
        Map<String, Dataset<Row>> parts = new LinkedHashMap<>();
        for (String part : PARTS) {
            if (words.has(part)) {
                parts.put(
                        part, Frame.read(spark, words.get(part), words.names()).pairs());
            }
        }
        Evaluation evaluation = SparkEvaluate.evaluate(student, parts, more);
        if (words.has(JSON)) {
            out.println(new Gson().toJson(evaluation));
        } else {
            print(evaluation, out);
        }
    }

    private static List<Measure> measures(String given) {
        List<Measure> measures = new ArrayList<>();
        try {
            for (String word : given == null ? new String[0] : given.split(",")) {
                measures.add(Measure.of(word));
            }
        } catch (IllegalArgumentException e) {
            throw new DataException(e.getMessage(), "--" + MEASURES, "give measures with commas between them");
        }
        return measures;
    }

    private static void print(Evaluation evaluation, PrintStream out) {
        out.printf("%d users%n", evaluation.users());
        evaluation.test().forEach((name, test) -> {
            Double valid = evaluation.valid().get(name);
            out.printf("%-14s test %.4f%s%n", name, test, valid == null ? "" : String.format("  valid %.4f", valid));
        });
        if (evaluation.unknownUsers() > 0) {
            out.println(evaluation.unknownUsers() + " users are not in the student and were left out");
        }
        if (evaluation.unknownItems() > 0) {
            out.println(evaluation.unknownItems() + " items held back are not in the student: they count as not found");
        }
    }
}
