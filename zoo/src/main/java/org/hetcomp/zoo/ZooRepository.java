package org.hetcomp.zoo;

import ai.djl.Application;
import ai.djl.repository.AbstractRepository;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Metadata;
import ai.djl.repository.Version;
import ai.djl.util.JsonUtils;
import ai.djl.util.Progress;
import ai.djl.util.ZipUtils;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A repository of models, in DJL's layout with an index, from which nothing reaches DJL's cache before its hashes are
 * checked. Below its root:
 *
 * <pre>
 * index.json
 * model/tabular/org/hetcomp/ID/metadata.json          DJL's, newest version first
 * model/tabular/org/hetcomp/ID/VERSION/card.json
 * model/tabular/org/hetcomp/ID/VERSION/ID.zip         the model's folder
 * </pre>
 *
 * In the cache a model lies in a folder named by its card's hash, so that equal names in two repositories do not meet.
 */
public final class ZooRepository extends AbstractRepository {
    /** The group of all models. */
    public static final String GROUP = "org.hetcomp";

    static final Application APPLICATION = Application.Tabular.ANY;
    static final String METADATA = "metadata.json";
    private static final Logger LOG = LoggerFactory.getLogger(ZooRepository.class);
    private static final int SHOWN = 16;

    private final Store store;
    private final String onlyId;
    private final String onlyVersion;

    ZooRepository(String name, Store store, URI address) {
        this(name, store, address, null, null);
    }

    private ZooRepository(String name, Store store, URI address, String onlyId, String onlyVersion) {
        super(name, address);
        this.store = store;
        this.onlyId = onlyId;
        this.onlyVersion = onlyVersion;
    }

    /** The same with one model, in one version if that is not null. */
    ZooRepository only(String id, String version) {
        return new ZooRepository(getName(), store, getBaseUri(), id, version);
    }

    /** The folder of a model in a repository, with a slash at its end. */
    static String folder(String artifact) {
        return "model/" + APPLICATION.getPath() + "/" + GROUP.replace('.', '/') + "/" + artifact + "/";
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    /** The ids of its models. */
    List<String> artifacts() {
        if (onlyId != null) {
            return List.of(onlyId);
        }
        ZooIndex index = ZooIndex.read(store);
        if (index == null) {
            throw new DataException("no repository there", store.at(ZooIndex.FILE), "check the address");
        }
        return index.artifacts();
    }

    @Override
    public List<MRL> getResources() {
        return artifacts().stream().map(id -> model(APPLICATION, GROUP, id)).toList();
    }

    @Override
    public Metadata locate(MRL mrl) {
        String path = folder(mrl.getArtifactId()) + METADATA;
        String text = store.text(path);
        if (text == null) {
            throw new DataException("no model " + mrl.getArtifactId() + " there", store.root(), "check its name");
        }
        try {
            Metadata metadata = JsonUtils.GSON_PRETTY.fromJson(text, Metadata.class);
            metadata.init(arguments);
            metadata.setRepositoryUri(mrl.toURI());
            if (!mrl.getArtifactId().equals(metadata.getArtifactId())) {
                throw new JsonParseException("it is of " + metadata.getArtifactId());
            }
            for (Artifact artifact : metadata.getArtifacts()) {
                ArtifactFacts.of(artifact, store.at(path));
            }
            if (onlyVersion != null) {
                metadata.setArtifacts(metadata.getArtifacts().stream()
                        .filter(artifact -> artifact.getVersion().equals(onlyVersion))
                        .toList());
            }
            return metadata;
        } catch (JsonParseException | NullPointerException e) {
            throw new DataException("the file is no metadata of a model", store.at(path), "tell its keeper", e);
        }
    }

    @Override
    public Artifact resolve(MRL mrl, Map<String, String> filter) throws IOException {
        return mrl.listArtifacts().stream()
                .filter(artifact -> artifact.hasProperties(filter))
                .max(Comparator.comparing(artifact -> new Version(artifact.getVersion())))
                .orElse(null);
    }

    @Override
    public Path getResourceDirectory(Artifact artifact) throws IOException {
        String path = artifact.getMetadata().getRepositoryUri().getPath() + artifact.getVersion() + "/";
        return getCacheDirectory().resolve(path).resolve(facts(artifact).card().substring(0, SHOWN));
    }

    @Override
    protected URI resolvePath(Artifact.Item item, String path) throws IOException {
        return getResourceDirectory(item.getArtifact()).resolve(path).toUri();
    }

    private ArtifactFacts facts(Artifact artifact) {
        return ArtifactFacts.of(artifact, store.root());
    }

    private String archive(Artifact artifact) {
        String id = artifact.getMetadata().getArtifactId();
        return folder(id) + artifact.getVersion() + "/" + id + ".zip";
    }

    /** The card of a model, without the rest of it. */
    Card card(Artifact artifact) throws IOException {
        String path = folder(artifact.getMetadata().getArtifactId()) + artifact.getVersion() + "/" + ModelFolder.CARD;
        String text = store.text(path);
        if (text == null) {
            throw new DataException("the card is missing", store.at(path), "tell whoever keeps the repository");
        }
        if (!Hashes.of(text.getBytes(StandardCharsets.UTF_8)).equals(facts(artifact).card())) {
            throw new DataException(
                    "the card is not the one that the repository vouches for",
                    store.at(path),
                    "tell whoever keeps the repository");
        }
        return ModelFolder.card(text, store.at(path));
    }

    /** Brings a model into the cache, unless it is there and whole. */
    @Override
    public void prepare(Artifact artifact, Progress progress) throws IOException {
        Path folder = getResourceDirectory(artifact);
        if (Files.exists(folder)) {
            try {
                check(folder, artifact);
                return;
            } catch (DataException e) {
                LOG.warn("{}; it is fetched again", e.getMessage());
                AtomicFolder.delete(folder);
            }
        }
        Path aside = folder.resolveSibling("." + folder.getFileName() + "-" + UUID.randomUUID());
        try {
            unpack(artifact, aside, progress);
            try {
                Files.move(aside, folder);
            } catch (IOException e) {
                // Another process may have been quicker.
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
        } finally {
            AtomicFolder.delete(aside);
        }
    }

    /**
     * Fetches a model into a new folder and checks all of it.
     *
     * @throws DataException if it cannot be had or is not what the metadata and its card say
     */
    void unpack(Artifact artifact, Path folder, Progress progress) throws IOException {
        ArtifactFacts facts = facts(artifact);
        facts.requireFormat(store.at(archive(artifact)));
        try (Transfer transfer = Transfer.of(store, archive(artifact), facts.archiveBytes(), facts.archive())) {
            Path zip = transfer.run(progress);
            Files.createDirectories(folder);
            try (InputStream in = Files.newInputStream(zip)) {
                ZipUtils.unzip(in, folder);
            } finally {
                transfer.discard();
            }
        }
        try {
            check(folder, artifact);
        } catch (DataException e) {
            throw new DataException(
                    e.what(),
                    store.at(archive(artifact)) + "!" + Path.of(e.where()).getFileName(),
                    "tell whoever keeps the repository, or take another version",
                    e);
        }
    }

    private void check(Path folder, Artifact artifact) throws IOException {
        ModelFolder model = ModelFolder.open(folder);
        Path card = folder.resolve(ModelFolder.CARD);
        if (!Hashes.of(card).equals(facts(artifact).card())) {
            throw new DataException(
                    "the card is not the one that the repository vouches for", card.toString(), "get the model again");
        }
        model.verify();
    }
}
