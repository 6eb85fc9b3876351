package org.hetcomp.zoo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.hetcomp.io.DataException;

/** Where the files of a repository are read from: a folder, a web server, or the class path. */
final class Store {
    private interface Locator {
        /** The file's address, or null if there is no such file. */
        URL locate(String path) throws MalformedURLException;
    }

    private final String root;
    private final Locator locator;
    private final Limits limits;

    private Store(String root, Limits limits, Locator locator) {
        this.root = root;
        this.limits = limits;
        this.locator = locator;
    }

    /** In a folder. */
    static Store folder(Path folder, Limits limits) {
        return new Store(
                folder.toString(), limits, path -> folder.resolve(path).toUri().toURL());
    }

    /** On a server; the address ends with a slash. */
    static Store server(URI address, Limits limits) {
        return new Store(
                address.toString(), limits, path -> address.resolve(path).toURL());
    }

    /** On the class path. */
    static Store classPath(String folder, Limits limits) {
        return new Store("classpath:" + folder, limits, path -> Store.class.getResource(folder + path));
    }

    /** How much is taken from it. */
    Limits limits() {
        return limits;
    }

    /** Address of the store as it is shown. */
    String root() {
        return root;
    }

    /** Address of a file as it is shown. */
    String at(String path) {
        return root + (root.endsWith("/") ? "" : "/") + path;
    }

    /** Bytes of a small file, or null if there is none; no more than that limit. */
    byte[] small(String path, Limits.Name most) {
        byte[] bytes = start(path, limits.get(most));
        if (bytes != null) {
            limits.require(most, bytes.length, "too many bytes of " + most.word(), at(path));
        }
        return bytes;
    }

    /** The same with a bound that no limit moves. */
    byte[] small(String path, int most) {
        byte[] bytes = start(path, most);
        if (bytes != null && bytes.length > most) {
            throw new DataException("no such file has more than " + most + " bytes", at(path), "tell its keeper");
        }
        return bytes;
    }

    /** Its first bytes, one more than there should be if it has more. */
    private byte[] start(String path, long most) {
        try (Opened opened = open(path, 0, limits.get(Limits.Name.TEXT))) {
            try {
                byte[] bytes = opened.in().readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
                if (bytes.length <= most) {
                    opened.requireWhole(bytes.length);
                }
                return bytes;
            } catch (IOException e) {
                throw opened.told(e);
            }
        } catch (FileNotFoundException | NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw unreachable(path, e);
        }
    }

    /** Says that the repository cannot be read. */
    DataException unreachable(String path, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new DataException(
                "the repository cannot be read, " + reason, at(path), "check the address and the network", e);
    }

    /**
     * A file from some byte on.
     *
     * @param in its bytes
     * @param from the byte that comes first
     * @param length how many were promised; -1 if that is not known
     * @param deadline cuts it off; null where nobody is waited for
     */
    record Opened(InputStream in, long from, long length, Deadline deadline) implements AutoCloseable {
        /** The same failure, with the reason if its time was over. */
        IOException told(IOException e) {
            return deadline == null ? e : deadline.told(e);
        }

        /** Checks that what has ended was not cut off: Java tells of neither. */
        void requireWhole(long bytes) throws IOException {
            if (length > bytes) {
                throw told(new IOException("the connection was closed after " + bytes + " of " + length + " bytes"));
            }
            if (deadline != null) {
                deadline.requireTime();
            }
        }

        @Override
        public void close() throws IOException {
            try (in) {
                if (deadline != null) {
                    deadline.close();
                }
            }
        }
    }

    /**
     * Opens a file.
     *
     * @param from the byte to begin with; a server may begin with 0 all the same
     * @param seconds its time in all
     * @throws FileNotFoundException if there is no such file
     */
    Opened open(String path, long from, long seconds) throws IOException {
        URL url = locator.locate(path);
        if (url == null) {
            throw new FileNotFoundException(at(path));
        }
        URLConnection connection = url.openConnection();
        int patience = (int) Math.min(limits.get(Limits.Name.IDLE) * 1000, Integer.MAX_VALUE);
        connection.setConnectTimeout(patience);
        connection.setReadTimeout(patience);
        connection.setUseCaches(false);
        if (!(connection instanceof HttpURLConnection http)) {
            InputStream in = connection.getInputStream();
            in.skipNBytes(from);
            return new Opened(in, from, -1, null);
        }
        Deadline deadline = new Deadline(seconds, http::disconnect);
        try {
            return opened(http, path, from, deadline);
        } catch (IOException | RuntimeException e) {
            // Java's own class may fail in other ways where a connection is cut off within its head.
            deadline.close();
            throw deadline.told(e);
        }
    }

    private Opened opened(HttpURLConnection http, String path, long from, Deadline deadline) throws IOException {
        if (from > 0) {
            http.setRequestProperty("Range", "bytes=" + from + "-");
        }
        int code = http.getResponseCode();
        if (code == HttpURLConnection.HTTP_NOT_FOUND || code == HttpURLConnection.HTTP_GONE) {
            throw new FileNotFoundException(at(path));
        }
        if (code != HttpURLConnection.HTTP_OK && code != HttpURLConnection.HTTP_PARTIAL) {
            throw new IOException("the server answers " + code);
        }
        return new Opened(
                http.getInputStream(),
                code == HttpURLConnection.HTTP_PARTIAL ? from : 0,
                http.getContentLengthLong(),
                deadline);
    }
}
