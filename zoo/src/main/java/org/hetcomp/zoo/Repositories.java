package org.hetcomp.zoo;

import ai.djl.repository.FilenameUtils;
import ai.djl.repository.Repository;
import ai.djl.util.Utils;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;

/**
 * Repositories by their addresses: a folder or {@code file:}, {@code http:} or {@code https:}, an archive of one model
 * by any of them, and the schemes that a jar adds to DJL (a RepositoryFactory found by ServiceLoader), which name one
 * model each.
 */
public final class Repositories {
    /** Name of the repository that comes with the project. */
    public static final String EMBEDDED = "embedded";

    /** Environment variable of addresses, separated by blanks or commas. */
    public static final String VARIABLE = "HETCOMP_ZOO";

    private static final String ROOT = "/org/hetcomp/zoo/repository/";

    private Repositories() {}

    /** The file of addresses, one a line, where the variable is not set: {@code ~/.config/hetcomp/repositories}. */
    public static Path file(Map<String, String> environment) {
        String config = environment.get("XDG_CONFIG_HOME");
        Path folder = config == null || config.isBlank()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(config);
        return folder.resolve("hetcomp").resolve("repositories");
    }

    /** The addresses that the environment or the file names; none if neither does. */
    public static List<String> configured(Map<String, String> environment) {
        String variable = environment.get(VARIABLE);
        if (variable != null) {
            return split(variable);
        }
        Path file = file(environment);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<String> addresses = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.strip().startsWith("#")) {
                    addresses.addAll(split(line));
                }
            }
        } catch (IOException e) {
            throw new DataException("cannot be read, " + e, file.toString(), "write an address a line in UTF-8", e);
        }
        return addresses;
    }

    /** Addresses in a text, separated by blanks or commas. */
    public static List<String> split(String text) {
        return Arrays.stream(text.split("[\\s,]+")).filter(a -> !a.isEmpty()).toList();
    }

    /** The one that comes with the project. */
    public static Repository embedded() {
        // It is as much the program as the classes are, so nobody needs to have signed it.
        Access plain = Access.plain();
        return new ZooRepository(
                EMBEDDED, Store.classPath(ROOT, plain.limits()), plain.trust(), URI.create("classpath:" + ROOT));
    }

    /** Opens a repository on the environment's terms; nothing is fetched yet. */
    public static Repository open(String address) {
        return open(address, Access.configured(System.getenv()));
    }

    /**
     * Opens a repository; nothing is fetched yet.
     *
     * @throws DataException if the address is none of a repository
     */
    public static Repository open(String address, Access access) {
        if (address.equals(EMBEDDED)) {
            return embedded();
        }
        String scheme = scheme(address);
        if (scheme.equals("file")) {
            Path path = path(address);
            if (path.getFileName() != null
                            && FilenameUtils.isArchiveFile(path.getFileName().toString())
                    || ModelFolder.isOne(path)) {
                return OneModel.at(address, path.toAbsolutePath(), access);
            }
            return new ZooRepository(
                    address,
                    Store.folder(path, access.limits()),
                    access.trust(),
                    path.toAbsolutePath().toUri());
        }
        if (scheme.equals("http") || scheme.equals("https")) {
            if (Utils.isOfflineMode()) {
                throw new DataException("DJL is told to be offline", address, "unset DJL_OFFLINE, or name a folder");
            }
            if (FilenameUtils.isArchiveFile(address.replaceAll("[?#].*", ""))) {
                return OneModel.at(address, uri(address), access);
            }
            URI uri = uri(address.endsWith("/") ? address : address + "/");
            return new ZooRepository(address, Store.server(uri, access.limits()), access.trust(), uri);
        }
        if (scheme.equals("jar")) {
            return OneModel.onClassPath(address, uri(address).getPath(), access);
        }
        return foreign(address);
    }

    /**
     * The folder that an address names, to be written to.
     *
     * @throws DataException if it names no folder
     */
    public static Path writable(String address) {
        if (!scheme(address).equals("file")) {
            throw new DataException(
                    "a repository of that kind is not written to from here",
                    address,
                    "push to a folder, and bring that to its server by the means that the server has");
        }
        return path(address);
    }

    private static Repository foreign(String address) {
        try {
            return Repository.newInstance(address, uri(address).toString());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new DataException(
                    "no repository of the kind " + scheme(address) + " is known",
                    address,
                    "name a folder, an https: address, or add DJL's jar for that kind to HETCOMP_CLASS_PATH",
                    e);
        }
    }

    // A single letter is a drive.
    private static String scheme(String address) {
        return address.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") ? address.substring(0, address.indexOf(':')) : "file";
    }

    private static Path path(String address) {
        try {
            return address.startsWith("file:") ? Path.of(uri(address)) : Path.of(address);
        } catch (IllegalArgumentException e) {
            throw new DataException("that is no path", address, "name a folder", e);
        }
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new DataException("that is no address", address, "write it as https://host/folder", e);
        }
    }
}
