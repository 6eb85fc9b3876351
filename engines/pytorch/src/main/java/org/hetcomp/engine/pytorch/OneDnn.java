package org.hetcomp.engine.pytorch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hetcomp.backend.NativeEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Products by oneDNN on the CPU. {@code matMul} is MKL's, which takes AVX-512 on processors of its own maker alone; on others it has half of the
 * speed, and less with few columns (docs/performance.md). PyTorch has oneDNN's product as the operator of linear layers that its
 * compiler puts in, {@code mkldnn::_linear_pointwise}, for which DJL has no call: a program of one line in TorchScript makes it.
 * There is no gradient.
 */
final class OneDnn {
    /** Multiplications from which on a product is worth the call; at half as many MKL is level. */
    static final long LEAST = 4L << 20;

    /** Numbers of the right factor up to which it is worth the copy that is kept of it; 32 MB. */
    static final long MOST = 8L << 20;

    static final String CACHE = "ONEDNN_PRIMITIVE_CACHE_CAPACITY";
    // Shapes that come again: of two lanes of teachers, or of a student.
    static final String SHAPES = "16";

    private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);
    private static final String CODE = """
            class Product(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Product,
                left: Tensor,
                right: Tensor) -> Tensor:
                return ops.mkldnn._linear_pointwise(left, right, None, "none", annotate(List[Optional[number]], []), "")
            """;
    // Pickled: an object of that class whose training is false, and no constants.
    private static final String DATA = "\u0080\u0002c__torch__\nProduct\n)\u0081}X\b\0\0\0training\u0089sb.";
    private static final String CONSTANTS = "\u0080\u0002).";

    private final PtSymbolBlock product;

    private OneDnn(PtSymbolBlock product) {
        this.product = product;
    }

    /**
     * Has the library remember the ways to few shapes, unless the environment says how many; to be called before it loads. Each keeps
     * memory as large as the right factor, and by default there are 1,024. Autoencoders' columns are others in each step: of six teachers, one of
     * them an autoencoder of 140,000 columns, the process had come to 10.4 GB (docs/performance.md).
     */
    static void rememberFewShapes() {
        if (isMklSlow()) {
            NativeEnvironment.suggest(CACHE, SHAPES);
        }
    }

    /**
     * Products for a backend, where they are faster than MKL's.
     *
     * @param owner closes them
     * @return null where they are not, or this build of PyTorch has none
     */
    static OneDnn where(NDManager owner, Device device) {
        if (device.isGpu() || !isMklSlow()) {
            return null;
        }
        try {
            return of(owner);
        } catch (EngineException | IOException e) {
            LOG.debug("no products by oneDNN", e);
            return null;
        }
    }

    /**
     * Products wherever they are.
     *
     * @param owner closes them
     */
    static OneDnn of(NDManager owner) throws IOException {
        return new OneDnn(JniUtils.loadModule((PtNDManager) owner, new ByteArrayInputStream(program()), false, false));
    }

    /** Whether the processor has AVX-512 and is one that MKL does not take it on. */
    private static boolean isMklSlow() {
        try {
            String processor = Files.readString(Path.of("/proc/cpuinfo"));
            return processor.contains("AuthenticAMD") && processor.contains(" avx512f ");
        } catch (IOException e) {
            return false;
        }
    }

    /** The archive that a module of TorchScript is. */
    private static byte[] program() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            add(zip, "product/data.pkl", DATA);
            add(zip, "product/code/__torch__.py", CODE);
            add(zip, "product/constants.pkl", CONSTANTS);
            add(zip, "product/version", "3\n");
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * {@code left right^T}.
     *
     * @param left {@code [m, d] float32}
     * @param right {@code [n, d] float32}, also transposed
     * @return {@code [m, n] float32}, in the manager of {@code left}
     */
    NDArray product(NDArray left, NDArray right) {
        // As if it trained: what is made otherwise is for inference alone and may not be changed, nor be part of a
        // graph.
        return IValueUtils.forward(product, new NDList(left, right), true).singletonOrThrow();
    }
}
