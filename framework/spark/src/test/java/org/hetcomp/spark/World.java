package org.hetcomp.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hetcomp.data.Interactions;
import org.hetcomp.distill.SmallWorld;
import org.hetcomp.trajectory.Trajectory;

/**
 * Core's small world as frames: numbers are ids, so that rows are numbered as they are there. They are read from a file, for what a
 * program has in memory goes to executors with every task.
 */
final class World {
    private static final int TEACHERS = 3;
    private static final int OF_TEACHER = 10;

    private final SparkSession spark;
    private final SmallWorld world = new SmallWorld(20);
    private final Dataset<Row> all;
    private final List<Integer> snapshots = new ArrayList<>();

    World(SparkSession spark, Path folder) {
        this.spark = spark;
        List<Row> rows = new ArrayList<>();
        add(rows, 0, world.split().train());
        add(rows, 1, world.split().valid());
        add(rows, 2, world.split().test());
        List<Trajectory> teachers = world.teachers(TEACHERS);
        for (int x = 0; x < teachers.size(); x++) {
            snapshots.add(teachers.get(x).size());
            for (int v = 0; v < teachers.get(x).size(); v++) {
                add(rows, OF_TEACHER * (x + 1) + v, teachers.get(x), v);
            }
        }
        StructType schema = new StructType()
                .add("kind", DataTypes.IntegerType)
                .add("user", DataTypes.IntegerType)
                .add("item", DataTypes.IntegerType)
                .add("rank", DataTypes.IntegerType);
        String file = folder.resolve("world").toString();
        spark.createDataFrame(rows, schema).coalesce(1).write().parquet(file);
        all = spark.read().parquet(file);
    }

    private static void add(List<Row> rows, int kind, Interactions part) {
        for (int u = 0; u < part.users(); u++) {
            for (int item : part.row(u)) {
                rows.add(RowFactory.create(kind, u, item, 0));
            }
        }
    }

    /** Of the last snapshot the users' own items are ranked too, between the others. */
    private static void add(List<Row> rows, int kind, Trajectory teacher, int v) {
        for (int u = 0; u < teacher.users(); u++) {
            int[] unobserved = teacher.ranking(v).row(u);
            for (int r = 0; r < unobserved.length; r++) {
                rows.add(RowFactory.create(kind, u, unobserved[r], 2 * r));
            }
            int[] own = v == teacher.size() - 1 ? teacher.observed().row(u) : new int[0];
            for (int r = 0; r < own.length; r++) {
                rows.add(RowFactory.create(kind, u, own[r], 2 * r + 1));
            }
        }
    }

    Map<String, Dataset<Row>> parts() {
        Map<String, Dataset<Row>> parts = new LinkedHashMap<>();
        int kind = 0;
        for (String part : List.of("train", "valid", "test")) {
            parts.put(part, of(kind++).select("user", "item"));
        }
        parts.put("items", spark.range(world.split().items()).toDF("item"));
        return parts;
    }

    List<List<Dataset<Row>>> teachers() {
        List<List<Dataset<Row>>> teachers = new ArrayList<>();
        for (int x = 0; x < snapshots.size(); x++) {
            List<Dataset<Row>> teacher = new ArrayList<>();
            for (int v = 0; v < snapshots.get(x); v++) {
                teacher.add(of(OF_TEACHER * (x + 1) + v));
            }
            teachers.add(teacher);
        }
        return teachers;
    }

    private Dataset<Row> of(int kind) {
        return all.where("kind = " + kind).select("user", "item", "rank");
    }
}
