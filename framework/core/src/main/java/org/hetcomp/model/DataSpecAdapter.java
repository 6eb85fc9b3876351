package org.hetcomp.model;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Division;
import org.hetcomp.data.Reading;
import org.hetcomp.io.DataException;

/**
 * Writes what data is as one flat object, {@code name} beside the keys of how it is read and divided; a key that is not there
 * is what it is by default, so that files of older versions mean what they meant.
 */
final class DataSpecAdapter implements TypeAdapterFactory {
    private static final String NAME = "name";

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        return type.getRawType() == DataSpec.class ? (TypeAdapter<T>) new Flat(gson).nullSafe() : null;
    }

    private static final class Flat extends TypeAdapter<DataSpec> {
        private final Gson gson;
        private final TypeAdapter<JsonElement> tree;

        Flat(Gson gson) {
            this.gson = gson;
            this.tree = gson.getAdapter(JsonElement.class);
        }

        @Override
        public void write(JsonWriter out, DataSpec spec) throws IOException {
            JsonObject flat = new JsonObject();
            flat.addProperty(NAME, spec.name());
            // What older versions did not know is written only where it says something.
            JsonObject usual = gson.toJsonTree(Reading.DEFAULT).getAsJsonObject();
            gson.toJsonTree(spec.reading()).getAsJsonObject().asMap().forEach((key, value) -> {
                if (!value.equals(usual.get(key))) {
                    flat.add(key, value);
                }
            });
            gson.toJsonTree(spec.division()).getAsJsonObject().asMap().forEach(flat::add);
            tree.write(out, flat);
        }

        @Override
        public DataSpec read(JsonReader in) throws IOException {
            JsonElement read = tree.read(in);
            if (!read.isJsonObject()
                    || !read.getAsJsonObject().has(NAME)
                    || !read.getAsJsonObject().get(NAME).isJsonPrimitive()) {
                throw new JsonParseException("no name of the data");
            }
            JsonObject given = read.getAsJsonObject();
            try {
                return new DataSpec(
                        given.get(NAME).getAsString(),
                        part(given, Reading.DEFAULT, Reading.class),
                        part(given, Division.DEFAULT, Division.class));
            } catch (RuntimeException e) {
                // A record that refuses what it is given comes wrapped.
                throw new JsonParseException(
                        e.getCause() instanceof DataException d ? d.getMessage() : e.getMessage(), e);
            }
        }

        private <P> P part(JsonObject given, P otherwise, Class<P> kind) {
            JsonObject filled = gson.toJsonTree(otherwise).getAsJsonObject();
            given.asMap().forEach(filled::add);
            return gson.fromJson(filled, kind);
        }
    }
}
