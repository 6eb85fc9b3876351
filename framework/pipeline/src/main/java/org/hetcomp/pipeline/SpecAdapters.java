package org.hetcomp.pipeline;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.function.Function;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;
import org.hetcomp.teacher.SnapshotPolicy;

/** Writes what users name by a word as that word. */
final class SpecAdapters implements TypeAdapterFactory {
    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (type.getRawType() == Method.class) {
            return (TypeAdapter<T>) words(Method::id, Method::named);
        }
        if (type.getRawType() == Partition.class) {
            return (TypeAdapter<T>) words(Partition::toString, Partition::of);
        }
        if (type.getRawType() == Range.class) {
            return (TypeAdapter<T>) words(Range::toString, Range::of);
        }
        if (type.getRawType() == EncoderKind.class) {
            return (TypeAdapter<T>) words(EncoderKind::id, EncoderKind::of);
        }
        if (type.getRawType() == SnapshotPolicy.class) {
            return (TypeAdapter<T>) words(SnapshotPolicy::id, SnapshotPolicy::of);
        }
        return null;
    }

    private static <T> TypeAdapter<T> words(Function<T, String> write, Function<String, T> read) {
        return new TypeAdapter<T>() {
            @Override
            public void write(JsonWriter out, T value) throws IOException {
                out.value(write.apply(value));
            }

            @Override
            public T read(JsonReader in) throws IOException {
                return read.apply(in.nextString());
            }
        }.nullSafe();
    }
}
