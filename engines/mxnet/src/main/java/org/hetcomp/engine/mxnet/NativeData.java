package org.hetcomp.engine.mxnet;

import ai.djl.engine.EngineException;
import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.mxnet.jna.LibUtils;
import ai.djl.mxnet.jna.MxnetLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** An array's own memory, which DJL itself copies: into a new direct buffer at every read, and wherever only the shape is another. */
final class NativeData {
    private static final MxnetLibrary LIBRARY = LibUtils.loadLibrary();

    private NativeData() {}

    /** The numbers of a dense float32 array on the CPU, once they are computed; valid while the array is open. */
    static FloatBuffer of(MxNDArray array) {
        array.waitToRead();
        PointerByReference data = new PointerByReference();
        if (LIBRARY.MXNDArrayGetData(array.getHandle(), data) != 0) {
            throw new EngineException("MXNet does not tell where the array lies: " + LIBRARY.MXGetLastError());
        }
        Pointer pointer = data.getValue();
        if (pointer == null) {
            // Of no numbers.
            return FloatBuffer.allocate(0);
        }
        return pointer.getByteBuffer(0, Math.multiplyExact(array.size(), Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /**
     * The same numbers as a batch of one matrix: another array over the array's own memory, where the engine's operators copy. What is tracked of
     * gradients does not reach it.
     *
     * @param matrix {@code [m, n]} dense
     * @return {@code [1, m, n]}, in the matrix' manager
     */
    static MxNDArray asBatch(MxNDArray matrix) {
        LongBuffer shape = LongBuffer.wrap(
                new long[] {1, matrix.getShape().get(0), matrix.getShape().get(1)});
        PointerByReference view = new PointerByReference();
        if (LIBRARY.MXNDArrayReshape64(matrix.getHandle(), shape.remaining(), shape, (byte) 0, view) != 0) {
            throw new EngineException("MXNet makes no batch of the array: " + LIBRARY.MXGetLastError());
        }
        return matrix.getManager().create(view.getValue());
    }
}
