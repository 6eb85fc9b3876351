package org.hetcomp.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hetcomp.student.Recommendation;

/** Asks a version, and says what it could not use of a question. All answers of a request are one version's. */
final class Answers {
    // Between so many the time is looked at.
    private static final int BLOCK = 64;

    private final Served served;
    private final Supplier<Refusal> late;

    /**
     * Of a version.
     *
     * @param late what to say when time is over
     */
    Answers(Served served, Supplier<Refusal> late) {
        this.served = served;
        this.late = late;
    }

    /**
     * An answer. What does not apply is null and not written.
     *
     * @param version which model answered; null within a batch, which says it once
     * @param items the best first
     * @param notes what was not used, a sentence each
     * @param error why there is no answer, of one in a batch
     */
    record Answer(
            String version, String user, String item, List<Recommendation> items, List<String> notes, String error) {}

    /** The answers to a batch, in its order. */
    record Batch(String version, List<Answer> answers) {}

    /**
     * Answers a request.
     *
     * @param deadline by {@link System#nanoTime}
     * @throws Refusal if a question that stands alone asks for somebody or something that is not there, or time is over
     */
    Object answer(QuestionReader.Asked asked, long deadline) {
        String version = Text.brief(served.version());
        if (!asked.isBatch()) {
            Question question = asked.questions().get(0);
            require(question, "");
            return answer(version, question, served.answer(List.of(question)).get(0));
        }
        List<Answer> answers = new ArrayList<>();
        for (int from = 0; from < asked.questions().size(); from += BLOCK) {
            if (System.nanoTime() - deadline > 0) {
                throw late.get();
            }
            int to = Math.min(asked.questions().size(), from + BLOCK);
            block(asked.questions().subList(from, to), answers);
        }
        return new Batch(version, answers);
    }

    /**
     * What somebody had, and what they are recommended by the others there are and by the model itself, which is last.
     *
     * @param notes what is not shown, a sentence each; null if nothing
     */
    record Compared(String version, String user, List<String> had, List<Served.Listed> lists, List<String> notes) {}

    /** Answers people who compare, one question at a time. */
    Compared compare(QuestionReader.Asked asked) {
        if (asked.isBatch()) {
            throw Refusal.bad("several requests", "requests", "compare one at a time");
        }
        Question question = asked.questions().get(0);
        Answer own = (Answer) answer(asked, Long.MAX_VALUE);
        List<String> notes = new ArrayList<>(own.notes() == null ? List.of() : own.notes());
        List<Served.Listed> lists = new ArrayList<>();
        if (question.user() != null) {
            try {
                Served.Beside others = served.others(question);
                lists.addAll(others.lists());
                notes.addAll(others.notes());
            } catch (RuntimeException e) {
                notes.add("others cannot be asked: " + Text.oneLine(String.valueOf(e.getMessage())));
            }
        }
        lists.add(new Served.Listed(served.name(), own.items()));
        return new Compared(
                own.version(),
                question.user(),
                question.user() == null ? question.history() : served.had(question.user()),
                lists,
                notes.isEmpty() ? null : notes);
    }

    private void block(List<Question> questions, List<Answer> answers) {
        List<Question> askable = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Question question : questions) {
            try {
                require(question, "requests[" + answers.size() + "].");
                askable.add(question);
                places.add(answers.size());
                answers.add(null);
            } catch (Refusal e) {
                // One unknown user does not take their answers from the others.
                answers.add(new Answer(null, question.user(), question.item(), null, null, e.getMessage()));
            }
        }
        if (!askable.isEmpty()) {
            List<List<Recommendation>> found = served.answer(askable);
            for (int n = 0; n < found.size(); n++) {
                answers.set(places.get(n), answer(null, askable.get(n), found.get(n)));
            }
        }
    }

    private Answer answer(String version, Question question, List<Recommendation> items) {
        List<String> notes = new ArrayList<>();
        note(question.history(), "history", "say nothing", notes);
        note(question.exclude(), "exclude", "were not there to be left out", notes);
        note(question.allow(), "allow", "cannot be found", notes);
        notes.addAll(served.notes(question, items.size()));
        return new Answer(version, question.user(), question.item(), items, notes.isEmpty() ? null : notes, null);
    }

    private void note(List<String> items, String key, String what, List<String> notes) {
        List<String> unknown = items == null
                ? List.of()
                : items.stream().filter(i -> !served.hasItem(i)).toList();
        if (!unknown.isEmpty()) {
            notes.add(unknown.size() + " of " + items.size() + " in " + key + " are no items of the model and " + what
                    + ", the first is " + Text.quote(unknown.get(0)));
        }
    }

    private void require(Question question, String prefix) {
        if (question.user() != null && !served.hasUser(question.user())) {
            throw Refusal.missing(
                    "no user " + Text.quote(question.user()),
                    prefix + "user",
                    "ask for one of its " + served.users() + " users"
                            + (served.takesHistory() ? ", or give history, the items that the user has" : ""));
        }
        if (question.item() != null && !served.takesItem()) {
            throw Refusal.bad("the " + served.name() + " has no similar items", prefix + "item", "serve a student");
        }
        if (question.item() != null && !served.hasItem(question.item())) {
            throw Refusal.missing(
                    "no item " + Text.quote(question.item()),
                    prefix + "item",
                    "ask for one of its " + served.items() + " items");
        }
        if (question.history() != null) {
            requireHistory(question.history(), prefix);
        }
    }

    private void requireHistory(List<String> history, String prefix) {
        if (!served.takesHistory()) {
            throw Refusal.bad(
                    "the " + served.name() + " answers no users but its own",
                    prefix + "history",
                    "give user, or serve a student that was distilled with an encoder");
        }
        if (history.stream().noneMatch(served::hasItem)) {
            throw Refusal.missing(
                    "none of the " + history.size() + " items is one of the model's",
                    prefix + "history",
                    "give items of those that it has");
        }
    }
}
