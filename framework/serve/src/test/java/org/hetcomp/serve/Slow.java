package org.hetcomp.serve;

import java.util.List;
import org.hetcomp.student.Recommendation;

/** A model of one user and one item, whose answers wait for something. */
class Slow implements Served {
    private final String version;
    private final Runnable wait;

    Slow(String version, Runnable wait) {
        this.version = version;
        this.wait = wait;
    }

    /** Where it comes from. */
    static Origin origin(Runnable wait) {
        return new Origin() {
            @Override
            public String where() {
                return "nowhere";
            }

            @Override
            public String version() {
                return "slow";
            }

            @Override
            public Served open() {
                return new Slow("slow", wait);
            }
        };
    }

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int users() {
        return 1;
    }

    @Override
    public int items() {
        return 1;
    }

    @Override
    public boolean hasUser(String user) {
        return user.equals("u");
    }

    @Override
    public boolean hasItem(String item) {
        return item.equals("i");
    }

    @Override
    public boolean takesHistory() {
        return false;
    }

    @Override
    public boolean takesItem() {
        return false;
    }

    @Override
    public List<String> had(String user) {
        return List.of();
    }

    @Override
    public List<List<Recommendation>> answer(List<Question> questions) {
        wait.run();
        return questions.stream()
                .map(question -> List.of(new Recommendation("i", 1)))
                .toList();
    }

    @Override
    public Beside others(Question question) {
        throw new IllegalStateException("no others");
    }
}
