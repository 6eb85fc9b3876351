package org.hetcomp.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.hetcomp.eval.Measures;

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
                .registerTypeAdapter(Measures.class, new MeasuresAdapter().nullSafe());
    }

    private static final class MeasuresAdapter extends TypeAdapter<Measures> {
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
            double[] values = new double[4];
            in.beginObject();
            while (in.hasNext()) {
                switch (in.nextName()) {
                    case "R10" -> values[0] = in.nextDouble();
                    case "R50" -> values[1] = in.nextDouble();
                    case "N10" -> values[2] = in.nextDouble();
                    case "N50" -> values[3] = in.nextDouble();
                    default -> in.skipValue();
                }
            }
            in.endObject();
            return new Measures(values[0], values[1], values[2], values[3]);
        }
    }
}
