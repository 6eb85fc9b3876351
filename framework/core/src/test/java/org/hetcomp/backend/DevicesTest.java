package org.hetcomp.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a GPU that cannot be used. */
class DevicesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false, false, false | PyTorch lacks a native library built for CUDA, NVIDIA's driver (libcuda), "
                        + "the CUDA runtime (libcudart) on the loader's path",
                "false, true, true | PyTorch lacks a native library built for CUDA",
                "true, false, true | PyTorch lacks NVIDIA's driver (libcuda)",
                "true, true, false | PyTorch lacks the CUDA runtime (libcudart) on the loader's path",
                "true, true, true | PyTorch sees 0 GPU(s)",
            })
    void namesAllThatIsMissing(String there, String told) {
        String[] parts = there.split(", ");
        Cuda cuda = new Cuda(
                Boolean.parseBoolean(parts[0]), Boolean.parseBoolean(parts[1]), Boolean.parseBoolean(parts[2]));
        assertEquals(told, Devices.reason("PyTorch", 0, cuda));
    }

    @Test
    void tellsOfANumberBeyondThoseThatAreThere() {
        assertEquals("MXNet sees 2 GPU(s)", Devices.reason("MXNet", 2, new Cuda(true, true, false)));
    }
}
