package org.hetcomp.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hetcomp.data.Format;
import org.hetcomp.data.Moments;
import org.hetcomp.data.Shares;
import org.hetcomp.data.SplitKind;
import org.hetcomp.eval.EvalUsers;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Measures;
import org.hetcomp.io.DataException;

/** JSON as all our files and answers have it: on one line or for people, measures as {@code R10, R50, N10, N50}. */
public final class Json {
    /** On one line. */
    public static final Gson GSON = builder().create();

    /** Indented. */
    public static final Gson PRETTY = builder().setPrettyPrinting().create();

    private Json() {}

    private static GsonBuilder builder() {
        return new GsonBuilder()
                .disableHtmlEscaping()
                .registerTypeAdapterFactory(new DataSpecAdapter())
                .registerTypeAdapter(Measures.class, new MeasuresAdapter().nullSafe())
                .registerTypeAdapter(Measure.class, word(Measure::word, Measure::of))
                .registerTypeAdapter(EvalUsers.class, word(EvalUsers::toString, EvalUsers::of))
                .registerTypeAdapter(SplitKind.class, word(SplitKind::id, SplitKind::of))
                .registerTypeAdapter(Format.class, word(Format::id, Format::of))
                .registerTypeAdapter(Shares.class, word(Json::unlessDefault, Shares::of))
                .registerTypeAdapter(Moments.class, word(Moments::toString, Moments::of));
    }

    /** What is as it is by default is not written, so that files of older versions say the same. */
    private static String unlessDefault(Shares shares) {
        return shares.equals(Shares.DEFAULT) ? null : shares.toString();
    }

    /** Writes what users name by a word as that word. */
    public static <T> TypeAdapter<T> word(Function<T, String> write, Function<String, T> read) {
        return new TypeAdapter<T>() {
            @Override
            public void write(JsonWriter out, T value) throws IOException {
                out.value(write.apply(value));
            }

            @Override
            public T read(JsonReader in) throws IOException {
                try {
                    return read.apply(in.nextString());
                } catch (DataException | IllegalArgumentException e) {
                    throw new JsonParseException(e.getMessage(), e);
                }
            }
        }.nullSafe();
    }

    private static final class MeasuresAdapter extends TypeAdapter<Measures> {
        private static final List<String> NAMES = List.of("R10", "R50", "N10", "N50");

        @Override
        public void write(JsonWriter out, Measures measures) throws IOException {
            out.beginObject();
            out.name("R10").value(measures.r10());
            out.name("R50").value(measures.r50());
            out.name("N10").value(measures.n10());
            out.name("N50").value(measures.n50());
            out.endObject();
        }

        @Override
        public Measures read(JsonReader in) throws IOException {
            Map<String, Double> values = new HashMap<>();
            in.beginObject();
            while (in.hasNext()) {
                String name = in.nextName();
                if (NAMES.contains(name)) {
                    values.put(name, in.nextDouble());
                } else {
                    in.skipValue();
                }
            }
            in.endObject();
            for (String name : NAMES) {
                if (!values.containsKey(name)) {
                    throw new JsonParseException(name + " is missing");
                }
            }
            return new Measures(values.get("R10"), values.get("R50"), values.get("N10"), values.get("N50"));
        }
    }
}
