package org.hetcomp.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that do what no server should. Without its guard each of these would go on for ever, or believe it. */
@Timeout(60)
class HostileServerTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @TempDir
    Path folder;

    private ServerSocket socket;
    private Misdeed misdeed;

    /** What is answered, whatever was asked for. */
    private interface Misdeed {
        void answer(OutputStream out) throws IOException;
    }

    @BeforeEach
    void serve() throws IOException {
        System.setProperty("DJL_CACHE_DIR", folder.toString());
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "hostile");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        System.clearProperty("DJL_CACHE_DIR");
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                InputStream in = client.getInputStream();
                for (int ends = 0; ends < 2; ) {
                    int b = in.read();
                    ends = b == '\n' ? ends + 1 : b == '\r' ? ends : 0;
                }
                misdeed.answer(client.getOutputStream());
            } catch (IOException e) {
                // The client has had enough.
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void drip(OutputStream out, String text) throws IOException {
        for (int n = 0; ; n++) {
            write(out, text.substring(n % text.length(), n % text.length() + 1));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private String fails(String limits, Misdeed deed) {
        misdeed = deed;
        String address = "http://127.0.0.1:" + socket.getLocalPort() + "/";
        Access access = new Access(Limits.of(limits, "test"), Trust.of(List.of(), "test"));
        DataException index = assertThrows(DataException.class, () -> Zoo.list(Repositories.open(address, access)));
        DataException archive = assertThrows(
                DataException.class,
                () -> Zoo.list(Repositories.open(address + "x.zip", access))
                        .entries()
                        .get(0)
                        .pull());
        assertEquals(List.of(), left());
        return index.what() + " | " + archive.what();
    }

    private List<Path> left() {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("/locks/"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void bytesThatComeOneByOneAreCutOff() {
        String told = fails("text=1,total=1,idle=30", out -> {
            write(out, OK + "Content-Length: 1000000\r\n\r\n");
            drip(out, " ");
        });
        assertTrue(told.matches(".*longer than 1 s in all.*[|].*longer than 1 s in all.*"), told);
    }

    @Test
    void headsThatNeverEndAreCutOff() {
        String told = fails("text=1,total=1,idle=30", out -> {
            write(out, OK);
            drip(out, "X: y\r\n");
        });
        assertTrue(told.matches(".*longer than 1 s in all.*[|].*longer than 1 s in all.*"), told);
    }

    @Test
    void silenceIsNotWaitedFor() {
        String told = fails("text=50,total=50,idle=1", out -> {
            write(out, OK + "Content-Length: 10\r\n\r\n{");
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
        });
        assertTrue(told.toLowerCase(Locale.ROOT).matches(".*timed out.*[|].*timed out.*"), told);
    }

    @Test
    void bodiesThatNeverEndAreCutOff() {
        byte[] block = new byte[1 << 16];
        String told = fails("index=1m,archive=1m", out -> {
            write(out, OK + "\r\n");
            while (true) {
                out.write(block);
            }
        });
        assertTrue(told.contains("too many bytes of index: 1,048,577 where 1,048,576"), told);
        assertTrue(told.contains("too many bytes of an archive"), told);
    }

    @Test
    void claimsAreNotBelieved() {
        String told = fails("", out -> write(out, OK + "Content-Length: 9000000000000\r\n\r\nPK"));
        assertTrue(told.contains("too many bytes of an archive: 9,000,000,000,000"), told);
        told = fails("", out -> write(out, OK + "Content-Length: 100\r\n\r\n{\"format\""));
        assertTrue(told.contains("the connection was closed after 9 of 100 bytes"), told);
    }

    @Test
    void otherKindsOfAddressesAreNotFollowed() throws IOException {
        Path secret = Files.writeString(Files.createTempFile("hetcomp-secret", ".zip"), "secret");
        String told = fails(
                "",
                out -> write(
                        out, "HTTP/1.1 302 Found\r\nLocation: " + secret.toUri() + "\r\nContent-Length: 0\r\n\r\n"));
        assertTrue(told.matches(".*the server answers 302.*[|].*the server answers 302.*"), told);
        Files.delete(secret);
    }
}
