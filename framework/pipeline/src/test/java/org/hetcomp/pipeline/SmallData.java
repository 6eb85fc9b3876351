package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Interaction;

/** 60 users and 40 items in two camps, as a program has them. */
final class SmallData {
    private SmallData() {}

    static Dataset drawn() {
        Random random = new Random(7);
        List<Interaction> interactions = new ArrayList<>();
        for (int u = 0; u < 60; u++) {
            for (int i = 0; i < 40; i++) {
                if (random.nextDouble() < (u % 2 == i % 2 ? 0.5 : 0.05)) {
                    interactions.add(new Interaction("anna-" + u, "film " + i, random.nextInt(1000)));
                }
            }
        }
        return Dataset.of(interactions);
    }
}
