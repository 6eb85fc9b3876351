package org.hetcomp.serve;

import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** Reads a question from the query of an address, {@code ?user=u7&top=5&exclude=i1&exclude=i2}. */
final class QueryReader {
    private final Kind kind;
    private final Limits limits;

    QueryReader(Kind kind, Limits limits) {
        this.kind = kind;
        this.limits = limits;
    }

    /**
     * Reads it.
     *
     * @throws Refusal if it is no question
     */
    Question read(Request request) {
        Fields fields;
        try {
            fields = Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            throw Refusal.bad("it cannot be read", "query", "write it in UTF-8, with % before codes of two digits");
        }
        Draft draft = new Draft(kind, limits, "");
        for (Fields.Field field : fields) {
            String key = field.getName();
            draft.requireKnown(key);
            List<String> values = field.getValues();
            if (Draft.LISTS.contains(key)) {
                if (values.size() > limits.items()) {
                    throw Refusal.bad("more than " + limits.items() + " items", key, "give fewer");
                }
                draft.put(key, List.copyOf(values));
                continue;
            }
            if (values.size() > 1) {
                throw Refusal.bad("it is there " + values.size() + " times", key, "give it once");
            }
            if (key.equals(Draft.TOP)) {
                draft.top(values.get(0));
            } else {
                draft.put(key, values.get(0));
            }
        }
        return draft.question();
    }
}
