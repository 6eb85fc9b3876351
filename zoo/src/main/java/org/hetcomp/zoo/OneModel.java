package org.hetcomp.zoo;

import ai.djl.Application;
import ai.djl.repository.AbstractRepository;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Metadata;
import ai.djl.repository.zoo.DefaultModelZoo;
import ai.djl.util.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.model.Names;

/**
 * A repository of one model by itself: its folder, or its archive in a folder, on a server or on the class path. DJL gets
 * a folder that was checked, and is told here how to load it, not by what lies there.
 */
final class OneModel extends AbstractRepository {
    private final Path folder;
    private final Store store;
    private final String file;
    private final Access access;
    private final Metadata metadata;

    private OneModel(String name, URI uri, Path folder, Store store, String file, Access access) {
        super(name, uri);
        this.folder = folder;
        this.store = store;
        this.file = file;
        this.access = access;
        this.metadata =
                metadata(idOf(folder == null ? file : folder.getFileName().toString()));
    }

    /** A model's folder, or its archive. */
    static OneModel at(String name, Path path, Access access) {
        if (Files.isDirectory(path)) {
            return new OneModel(name, path.toUri(), path.normalize(), null, null, access);
        }
        Store store = Store.folder(path.getParent(), access.limits());
        return new OneModel(name, path.toUri(), null, store, path.getFileName().toString(), access);
    }

    /** An archive on a server. */
    static OneModel at(String name, URI address, Access access) {
        Store store = Store.server(address.resolve("."), access.limits());
        String last = address.getRawSchemeSpecificPart();
        return new OneModel(name, address, null, store, last.substring(last.lastIndexOf('/') + 1), access);
    }

    /** An archive on the class path. */
    static OneModel onClassPath(String name, String path, Access access) {
        int slash = path.lastIndexOf('/');
        Store store = Store.classPath(path.substring(0, slash + 1), access.limits());
        return new OneModel(name, URI.create("classpath:" + path), null, store, path.substring(slash + 1), access);
    }

    // It names folders in the cache; what an address has besides is not in it.
    private static String idOf(String file) {
        String plain = file.replaceAll("[?#].*", "").replaceFirst("\\.zip$", "").replaceAll("[^A-Za-z0-9._-]", "_");
        return Names.isId(plain) ? plain : "model";
    }

    private Metadata metadata(String id) {
        Artifact artifact = new Artifact();
        artifact.setName(id);
        artifact.setFiles(Map.of());
        artifact.getArguments().put("blockFactory", ModelWriter.BLOCK_FACTORY);
        artifact.getArguments().put("translatorFactory", ModelWriter.TRANSLATOR_FACTORY);
        Metadata one = new Metadata.MatchAllMetadata();
        one.setArtifactId(id);
        one.setArtifacts(List.of(artifact));
        artifact.setMetadata(one);
        String hash = Hashes.of(getBaseUri().toString().getBytes(StandardCharsets.UTF_8));
        one.setRepositoryUri(
                model(Application.UNDEFINED, DefaultModelZoo.GROUP_ID, hash).toURI());
        return one;
    }

    @Override
    public boolean isRemote() {
        return folder == null;
    }

    @Override
    public List<MRL> getResources() {
        return List.of(MRL.undefined(this, DefaultModelZoo.GROUP_ID, metadata.getArtifactId()));
    }

    @Override
    public Metadata locate(MRL mrl) {
        return metadata;
    }

    @Override
    public Artifact resolve(MRL mrl, Map<String, String> filter) {
        return metadata.getArtifacts().get(0);
    }

    @Override
    public Path getResourceDirectory(Artifact artifact) throws IOException {
        return folder != null
                ? folder
                : getCacheDirectory()
                        .resolve(metadata.getRepositoryUri().getPath())
                        .resolve("model");
    }

    /** Checks the folder, or brings the archive into the cache unless it is there and whole. */
    @Override
    public void prepare(Artifact artifact, Progress progress) throws IOException {
        if (access.trust().isRequired()) {
            throw Trust.refused("by itself, without a signature", getName());
        }
        if (folder != null) {
            check(folder);
            return;
        }
        Path cached = getResourceDirectory(artifact);
        try (PathLock lock = PathLock.of(cached)) {
            AtomicFolder.sweepBeside(cached);
            if (Files.exists(cached) && isWhole(cached)) {
                return;
            }
            Path zip = AtomicFolder.aside(cached);
            try {
                Files.createDirectories(cached.getParent());
                Download.of(store, file).into(zip);
                AtomicFolder.write(cached, aside -> {
                    new Unpacking(zip, getName(), access.limits()).into(aside);
                    check(aside);
                });
            } finally {
                AtomicFolder.delete(zip);
            }
        }
    }

    private static boolean isWhole(Path folder) {
        try {
            check(folder);
            return true;
        } catch (DataException e) {
            return false;
        }
    }

    private static void check(Path folder) {
        ModelFolder model = ModelFolder.open(folder);
        model.verify();
        model.requireNothingElse();
    }
}
