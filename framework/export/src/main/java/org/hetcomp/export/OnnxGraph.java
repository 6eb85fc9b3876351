package org.hetcomp.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.io.AtomicFile;

/** A graph of ONNX operators of set 13 while it is made, and the model of it. */
final class OnnxGraph {
    private static final int OPERATORS = 13;
    // What goes with set 13.
    private static final int LAYOUT = 7;

    private final GraphProto.Builder graph;

    OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /** An array that the model holds; its bytes are taken as they are, little-endian. */
    void array(String name, TensorProto.DataType type, byte[] bytes, long... shape) {
        ByteString raw = UnsafeByteOperations.unsafeWrap(bytes);
        TensorProto.Builder array = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(raw);
        for (long size : shape) {
            array.addDims(size);
        }
        graph.addInitializer(array);
    }

    /** A value that is given. */
    void input(String name, TensorProto.DataType type, Object... shape) {
        graph.addInput(value(name, type, shape));
    }

    /** A value that is asked for. */
    void output(String name, TensorProto.DataType type, Object... shape) {
        graph.addOutput(value(name, type, shape));
    }

    /** Sizes are numbers, or the names of what is not known before. */
    private static ValueInfoProto value(String name, TensorProto.DataType type, Object... shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
        for (Object size : shape) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            sizes.addDim(
                    size instanceof Number number
                            ? dimension.setDimValue(number.longValue())
                            : dimension.setDimParam((String) size));
        }
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(sizes);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** Applies an operator without attributes. */
    void apply(String operator, List<String> inputs, String output) {
        node(operator, inputs, List.of(output));
    }

    /** Applies an operator with one attribute, which is a whole number. */
    void apply(String operator, List<String> inputs, List<String> outputs, String attribute, long value) {
        node(operator, inputs, outputs)
                .addAttribute(AttributeProto.newBuilder()
                        .setName(attribute)
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(value));
    }

    private NodeProto.Builder node(String operator, List<String> inputs, List<String> outputs) {
        return graph.addNodeBuilder()
                .setOpType(operator)
                .setName(outputs.get(0) + "_" + operator)
                .addAllInput(inputs)
                .addAllOutput(outputs);
    }

    /** Writes the model. */
    void write(Path file) throws IOException {
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(LAYOUT)
                .setProducerName("hetcomp")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
                .setGraph(graph)
                .build();
        AtomicFile.write(file, channel -> model.writeTo(Channels.newOutputStream(channel)));
    }
}
