package org.hetcomp.serve;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that stays open, for one thread: as little of a client as there can be, so that the server is measured. */
final class Wire implements AutoCloseable {
    private final String host;
    private final int port;
    private Socket socket;
    private InputStream in;

    Wire(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Asks, and reads the answer to its end; returns the status. */
    int ask(String method, String path) throws IOException {
        if (socket == null) {
            socket = new Socket(host, port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            in = new BufferedInputStream(socket.getInputStream());
        }
        String length = method.equals("POST") ? "Content-Length: 0\r\n" : "";
        socket.getOutputStream()
                .write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        int status = Integer.parseInt(line().split(" ")[1]);
        int size = 0;
        boolean closes = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String plain = header.toLowerCase(Locale.ROOT);
            size = plain.startsWith("content-length:")
                    ? Integer.parseInt(plain.substring(15).strip())
                    : size;
            closes |= plain.equals("connection: close");
        }
        in.skipNBytes(size);
        if (closes) {
            close();
        }
        return status;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended within an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
