package org.hetcomp.spark;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.hetcomp.io.DataException;

/**
 * A frame of others, and what its columns are called there.
 *
 * @param rows the frame
 * @param names theirs by ours; a column that is not named here is called as it is here
 * @param where it comes from, for messages
 */
record Frame(Dataset<Row> rows, Map<String, String> names, String where) {
    static final String USER = "user";
    static final String ITEM = "item";
    static final String ITEMS = "items";
    static final String SCORE = "score";
    static final String RANK = "rank";

    /** A program's own. */
    static Frame of(Dataset<Row> rows, String where) {
        return new Frame(rows, Map.of(), where);
    }

    /**
     * Parquet files.
     *
     * @throws DataException if they cannot be read
     */
    static Frame read(SparkSession spark, String path, Map<String, String> names) {
        try {
            return new Frame(spark.read().parquet(path), names, path);
        } catch (Exception e) {
            // Scala declares nothing, so that what is checked cannot be caught by its name.
            if (e instanceof AnalysisException analysis) {
                throw new DataException(
                        "no Parquet can be read, " + analysis.getSimpleMessage(),
                        path,
                        "name a Parquet file or a folder of them",
                        e);
            }
            throw e;
        }
    }

    boolean has(String column) {
        return Arrays.asList(rows.columns()).contains(theirs(column));
    }

    private String theirs(String column) {
        return names.getOrDefault(column, column);
    }

    private DataType type(String column) {
        if (!has(column)) {
            throw new DataException(
                    "no column " + DataException.quote(theirs(column)) + " among " + Arrays.toString(rows.columns()),
                    where,
                    "say what it is called, as in --columns " + column + "=NAME");
        }
        return rows.schema().apply(theirs(column)).dataType();
    }

    /**
     * Ids, as text.
     *
     * @throws DataException if they are neither text nor whole numbers
     */
    Column ids(String column) {
        require(isId(type(column)), column, "text or whole numbers");
        return quoted(column).cast(DataTypes.StringType).as(column);
    }

    /** Lists of ids, as lists of text. */
    Column lists(String column) {
        require(type(column) instanceof ArrayType list && isId(list.elementType()), column, "lists of ids");
        return quoted(column)
                .cast(DataTypes.createArrayType(DataTypes.StringType))
                .as(column);
    }

    /** Whether a column holds lists. */
    boolean isList(String column) {
        return type(column) instanceof ArrayType;
    }

    /** Numbers, as double. */
    Column numbers(String column) {
        require(type(column) instanceof NumericType, column, "numbers");
        return quoted(column).cast(DataTypes.DoubleType).as(column);
    }

    /** Users and items, as text. */
    Dataset<Row> pairs() {
        return rows.select(ids(USER), ids(ITEM));
    }

    // A name with a dot in it would be looked for inside another column.
    private Column quoted(String column) {
        return col("`" + theirs(column).replace("`", "``") + "`");
    }

    private static boolean isId(DataType type) {
        return type.equals(DataTypes.StringType)
                || type.equals(DataTypes.LongType)
                || type.equals(DataTypes.IntegerType)
                || type.equals(DataTypes.ShortType)
                || type.equals(DataTypes.ByteType);
    }

    private void require(boolean holds, String column, String what) {
        if (!holds) {
            throw new DataException(
                    "column " + DataException.quote(theirs(column)) + " is of type "
                            + type(column).simpleString() + ", not " + what,
                    where,
                    "cast it before it is written");
        }
    }
}
