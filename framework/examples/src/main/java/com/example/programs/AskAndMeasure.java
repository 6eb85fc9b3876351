package com.example.programs;

import java.io.IOException;
import java.nio.file.Path;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.eval.Recommendation;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.Recommender;

/** A model that was made before, by a program or by {@code ./hetcomp}: asked, and measured. */
final class AskAndMeasure {
    private AskAndMeasure() {}

    public static void main(String[] args) throws IOException {
        try (Backend backend = Backends.open(args[0], new BackendOptions("cpu", 1));
                Recommender student = Hetcomp.open(Path.of(args[1]), backend)) {
            for (Recommendation one : student.recommend(args[2], 5)) {
                System.out.println(one.item() + " " + one.score());
            }
            System.out.println("Recall@50 on test " + student.measure().test().r50());
        }
    }
}
