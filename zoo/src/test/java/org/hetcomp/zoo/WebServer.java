package org.hetcomp.zoo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Serves a folder on loopback, parts of files too, and breaks off in the middle of archives when told to. */
final class WebServer implements AutoCloseable {
    private final HttpServer server;
    private final Path folder;
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private int breaks;

    WebServer(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** The next so many answers with an archive break off in its middle. */
    void breakOff(int times) {
        breaks = times;
    }

    /** What archives were asked for from another byte than the first. */
    List<String> ranges() {
        return ranges;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
        try (exchange) {
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = 0;
            if (range != null) {
                ranges.add(range);
                from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            }
            boolean broken = breaks > 0 && file.toString().endsWith(".zip");
            breaks -= broken ? 1 : 0;
            exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from);
            OutputStream out = exchange.getResponseBody();
            out.write(Arrays.copyOfRange(bytes, from, broken ? (from + bytes.length) / 2 : bytes.length));
            out.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
