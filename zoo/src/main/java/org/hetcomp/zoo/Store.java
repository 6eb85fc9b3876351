package org.hetcomp.zoo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.hetcomp.io.DataException;

/** Where the files of a repository are read from: a folder, a web server, or the class path. */
final class Store {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LARGEST_TEXT = 64 << 20;

    private interface Locator {
        /** The file's address, or null if there is no such file. */
        URL locate(String path) throws MalformedURLException;
    }

    private final String root;
    private final Locator locator;

    private Store(String root, Locator locator) {
        this.root = root;
        this.locator = locator;
    }

    /** In a folder. */
    static Store folder(Path folder) {
        return new Store(folder.toString(), path -> folder.resolve(path).toUri().toURL());
    }

    /** On a server; the address ends with a slash. */
    static Store server(URI address) {
        return new Store(address.toString(), path -> address.resolve(path).toURL());
    }

    /** On the class path. */
    static Store classPath(String folder) {
        return new Store("classpath:" + folder, path -> Store.class.getResource(folder + path));
    }

    /** Address of the store as it is shown. */
    String root() {
        return root;
    }

    /** Address of a file as it is shown. */
    String at(String path) {
        return root + (root.endsWith("/") ? "" : "/") + path;
    }

    /** Text of a small file, or null if there is none. */
    String text(String path) {
        try (InputStream in = open(path, 0).in()) {
            byte[] bytes = in.readNBytes(LARGEST_TEXT + 1);
            if (bytes.length > LARGEST_TEXT) {
                throw new IOException("the file is larger than " + LARGEST_TEXT + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
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
     */
    record Opened(InputStream in, long from, long length) {}

    /**
     * Opens a file.
     *
     * @param from the byte to begin with; a server may begin with 0 all the same
     * @throws FileNotFoundException if there is no such file
     */
    Opened open(String path, long from) throws IOException {
        URL url = locator.locate(path);
        if (url == null) {
            throw new FileNotFoundException(at(path));
        }
        URLConnection connection = url.openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setUseCaches(false);
        if (!(connection instanceof HttpURLConnection http)) {
            InputStream in = connection.getInputStream();
            in.skipNBytes(from);
            return new Opened(in, from, -1);
        }
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
                http.getContentLengthLong());
    }
}
