package org.hetcomp.engine.mxnet;

import ai.djl.engine.EngineException;
import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.mxnet.jna.LibUtils;
import ai.djl.mxnet.jna.MxnetLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Where an array's numbers lie on the CPU. DJL itself copies them into a new direct buffer at every read. */
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
}
