package org.hetcomp.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hetcomp.io.DataException;

/**
 * Two models of ONNX: {@code user.onnx} takes rows of users {@code user [B] int64}, {@code vector.onnx} vectors in their place
 * {@code vector [B, d] float32}. Both give {@code scores [B, I] float32}, and the best {@code items [B, k] int64} with their
 * {@code values [B, k] float32}. They are told how many by {@code k [1] int64}, and {@code mask [B, I] float32}, of which
 * either size may be 1, is added to the scores before the best are taken, so that minus infinity leaves an item out. Neither
 * has a default, for ONNX Runtime's Java could not replace it. Numbers of 16 bits are cast when they are needed; of 8 bits
 * they are {@code DequantizeLinear}'s, a scale for each row.
 */
final class Onnx implements Format {
    // What a message of protobuf may have, less what is not arrays.
    private static final long MOST = (1L << 31) - (1 << 20);

    @Override
    public List<String> write(Path folder, Content content) throws IOException {
        long bytes =
                (long) (content.users().size() + content.items().size()) * (content.dim() * content.bits() / 8 + 4);
        if (bytes > MOST) {
            throw new DataException(
                    "a model of ONNX holds at most 2 GB, the vectors have " + bytes + " bytes",
                    "onnx",
                    content.bits() == 8 ? "export to npz" : "export with fewer --bits, or to npz");
        }
        OnnxGraph ofUsers = new OnnxGraph(content.name() + "_user");
        ofUsers.input("user", DataType.INT64, "users");
        array(ofUsers, "user_rows", content.users(), content);
        ofUsers.apply("Gather", List.of("user_rows", "user"), "user_row");
        if (content.bits() == 8) {
            ofUsers.apply("Gather", List.of("user_rows_scale", "user"), "user_row_scale");
        }
        widened(ofUsers, "user_row", content.bits(), "vector");
        best(ofUsers, content);
        ofUsers.write(folder.resolve("user.onnx"));

        OnnxGraph ofVectors = new OnnxGraph(content.name() + "_vector");
        ofVectors.input("vector", DataType.FLOAT, "users", content.dim());
        best(ofVectors, content);
        ofVectors.write(folder.resolve("vector.onnx"));

        Texts.json(folder.resolve("users.json"), content.users().ids());
        Texts.json(folder.resolve("items.json"), content.items().ids());
        Texts.filled(folder.resolve("README.md"), "onnx/README.md", Map.of("dim", content.dim()));
        return content.bits() == 16
                ? List.of("the files are half as large; a runtime may make 32 bits of the numbers when it loads them")
                : List.of();
    }

    /** From {@code vector} to the best. */
    private static void best(OnnxGraph graph, Content content) {
        int items = content.items().size();
        array(graph, "item_rows", content.items(), content);
        widened(graph, "item_rows", content.bits(), "item");
        graph.apply("Gemm", List.of("vector", "item"), List.of("scores"), "transB", 1);
        graph.input("k", DataType.INT64, 1);
        graph.array("all", DataType.INT64, longs(items), 1);
        graph.apply("Min", List.of("k", "all"), "most");
        graph.input("mask", DataType.FLOAT, "mask_users", "mask_items");
        graph.apply("Add", List.of("scores", "mask"), "masked");
        graph.apply("TopK", List.of("masked", "most"), List.of("values", "items"), "axis", 1);
        graph.output("scores", DataType.FLOAT, "users", items);
        graph.output("items", DataType.INT64, "users", "best");
        graph.output("values", DataType.FLOAT, "users", "best");
    }

    /** Makes float32 of rows, and of {@code name_scale} where there is one. */
    private static void widened(OnnxGraph graph, String name, int bits, String into) {
        switch (bits) {
            case 8 -> graph.apply("DequantizeLinear", List.of(name, name + "_scale"), List.of(into), "axis", 0);
            case 16 -> graph.apply("Cast", List.of(name), List.of(into), "to", DataType.FLOAT.getNumber());
            default -> graph.apply("Identity", List.of(name), into);
        }
    }

    private static void array(OnnxGraph graph, String name, Side side, Content content) {
        int bits = content.bits();
        ByteBuffer rows = ByteBuffer.allocate(Math.toIntExact((long) side.size() * content.dim() * bits / 8))
                .order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer scales = ByteBuffer.allocate(4 * side.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < side.size(); at++) {
            Row row = side.row(at);
            Npz.put(row.values(), bits, rows);
            scales.putFloat(row.scale());
        }
        DataType type = bits == 8 ? DataType.INT8 : bits == 16 ? DataType.FLOAT16 : DataType.FLOAT;
        graph.array(name, type, rows.array(), side.size(), content.dim());
        if (bits == 8) {
            graph.array(name + "_scale", DataType.FLOAT, scales.array(), side.size());
        }
    }

    private static byte[] longs(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }
}
