package org.hetcomp.spark;

import org.apache.spark.sql.SparkSession;

/** One local session for all tests of the JVM, for it takes seconds to begin. */
final class Sessions {
    static final SparkSession SPARK = SparkSession.builder()
            .master("local[2]")
            .appName("tests")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            // Compiling a plan takes longer than what it is to do here.
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();

    private Sessions() {}
}
