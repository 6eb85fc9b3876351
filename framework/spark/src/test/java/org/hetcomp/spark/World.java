package org.hetcomp.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hetcomp.data.Interactions;
import org.hetcomp.distill.SmallWorld;
import org.hetcomp.trajectory.Trajectory;

/** Core's small world as frames: numbers are ids, so that rows are numbered as they are there. */
final class World {
    private final SparkSession spark;
    private final SmallWorld world = new SmallWorld(20);
    // Drawn once: another draw would be other teachers.
    private final List<Trajectory> drawn = world.teachers(3);

    World(SparkSession spark) {
        this.spark = spark;
    }

    Map<String, Dataset<Row>> parts() {
        Map<String, Dataset<Row>> parts = new LinkedHashMap<>();
        parts.put("train", pairs(world.split().train()));
        parts.put("valid", pairs(world.split().valid()));
        parts.put("test", pairs(world.split().test()));
        parts.put("items", spark.range(world.split().items()).toDF("item"));
        return parts;
    }

    private Dataset<Row> pairs(Interactions part) {
        List<Row> rows = new ArrayList<>();
        for (int u = 0; u < part.users(); u++) {
            for (int item : part.row(u)) {
                rows.add(RowFactory.create(u, item));
            }
        }
        StructType schema = new StructType().add("user", DataTypes.IntegerType).add("item", DataTypes.IntegerType);
        return spark.createDataFrame(rows, schema);
    }

    /** Three teachers; of the last snapshot the users' own items are ranked too. */
    List<List<Dataset<Row>>> teachers() {
        List<List<Dataset<Row>>> teachers = new ArrayList<>();
        for (Trajectory teacher : drawn) {
            teachers.add(IntStream.range(0, teacher.size())
                    .mapToObj(v -> snapshot(teacher, v))
                    .toList());
        }
        return teachers;
    }

    private Dataset<Row> snapshot(Trajectory teacher, int v) {
        List<Row> rows = new ArrayList<>();
        for (int u = 0; u < teacher.users(); u++) {
            int[] unobserved = teacher.ranking(v).row(u);
            for (int r = 0; r < unobserved.length; r++) {
                rows.add(RowFactory.create(u, unobserved[r], 2 * r));
            }
            int[] own = v == teacher.size() - 1 ? teacher.observed().row(u) : new int[0];
            for (int r = 0; r < own.length; r++) {
                rows.add(RowFactory.create(u, own[r], 2 * r + 1));
            }
        }
        StructType schema = new StructType()
                .add("user", DataTypes.IntegerType)
                .add("item", DataTypes.IntegerType)
                .add("rank", DataTypes.IntegerType);
        return spark.createDataFrame(rows, schema);
    }
}
