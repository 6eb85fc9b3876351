package org.hetcomp.zoo;

import ai.djl.Application;
import ai.djl.repository.AbstractRepository;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Metadata;
import ai.djl.repository.Version;
import ai.djl.util.Progress;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.JsonText;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.Serving;
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
 * model/tabular/org/hetcomp/ID/VERSION/card.sig       who signed the card, if somebody did
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
    // Numbers that our block and our predictors take.
    private static final Set<String> ARGUMENTS = Set.of("top", "threads");

    private final Store store;
    private final Trust trust;
    private final String onlyId;
    private final String onlyVersion;

    ZooRepository(String name, Store store, Trust trust, URI address) {
        this(name, store, trust, address, null, null);
    }

    private ZooRepository(String name, Store store, Trust trust, URI address, String onlyId, String onlyVersion) {
        super(name, address);
        this.store = store;
        this.trust = trust;
        this.onlyId = onlyId;
        this.onlyVersion = onlyVersion;
    }

    /** The same with one model, in one version if that is not null. */
    ZooRepository only(String id, String version) {
        return new ZooRepository(getName(), store, trust, getBaseUri(), id, version);
    }

    /** The folder of a model in a repository, with a slash at its end. */
    static String folder(String artifact) {
        return "model/" + APPLICATION.getPath() + "/" + GROUP.replace('.', '/') + "/" + artifact + "/";
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    /** The index of its models. */
    ZooIndex index() {
        ZooIndex index = onlyId == null ? ZooIndex.read(store) : new ZooIndex(ZooIndex.FORMAT, List.of(onlyId));
        if (index == null) {
            throw new DataException("no repository there", store.at(ZooIndex.FILE), "check the address");
        }
        return index;
    }

    /** What is listed and is no model's name. */
    List<DataException> misnamed() {
        return index().broken(store.at(ZooIndex.FILE));
    }

    @Override
    public List<MRL> getResources() {
        return index().sound().stream().map(id -> model(APPLICATION, GROUP, id)).toList();
    }

    @Override
    public Metadata locate(MRL mrl) {
        String path = folder(mrl.getArtifactId()) + METADATA;
        byte[] text = store.small(path, Limits.Name.METADATA);
        if (text == null) {
            throw new DataException("no model " + mrl.getArtifactId() + " there", store.root(), "check its name");
        }
        JsonText json = new JsonText(
                new String(text, StandardCharsets.UTF_8), store.at(path), MetadataFile.WHAT, "tell its keeper");
        Metadata metadata = MetadataFile.read(json, mrl.getArtifactId());
        try {
            metadata.init(arguments);
            metadata.setRepositoryUri(mrl.toURI());
            for (Artifact artifact : metadata.getArtifacts()) {
                requireOurs(artifact, store.at(path));
            }
            if (onlyVersion != null) {
                metadata.setArtifacts(metadata.getArtifacts().stream()
                        .filter(artifact -> artifact.getVersion().equals(onlyVersion))
                        .toList());
            }
            return metadata;
        } catch (JsonParseException | NullPointerException | IllegalArgumentException e) {
            throw new DataException(MetadataFile.WHAT, store.at(path), "tell its keeper", e);
        }
    }

    // How it is loaded; what the address adds to that is the caller's own, and held to the same.
    private void requireOurs(Artifact artifact, String where) {
        Map<String, Object> arguments = new HashMap<>(artifact.getArguments());
        ARGUMENTS.forEach(arguments::remove);
        Serving.check(arguments, where);
        Serving.check(artifact.getOptions(Map.of()), where);
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
        String path = beside(artifact, ModelFolder.CARD);
        byte[] text = cardBytes(artifact);
        trust.require(text, signature(artifact), store.at(path));
        return ModelFolder.card(new String(text, StandardCharsets.UTF_8), store.at(path));
    }

    /** Who signed a model. */
    String signer(Artifact artifact) {
        String signature = signature(artifact);
        return trust.signer(signature == null ? new byte[0] : cardBytes(artifact), signature);
    }

    private String signature(Artifact artifact) {
        byte[] text = store.small(beside(artifact, CardSignature.FILE), CardSignature.LARGEST);
        return text == null ? null : new String(text, StandardCharsets.US_ASCII);
    }

    private String beside(Artifact artifact, String name) {
        return folder(artifact.getMetadata().getArtifactId()) + artifact.getVersion() + "/" + name;
    }

    private byte[] cardBytes(Artifact artifact) {
        String path = beside(artifact, ModelFolder.CARD);
        byte[] text = store.small(path, Limits.Name.CARD);
        if (text == null) {
            throw new DataException("the card is missing", store.at(path), "tell whoever keeps the repository");
        }
        if (!Hashes.of(text).equals(facts(artifact).card())) {
            throw new DataException(
                    "the card is not the one that the repository vouches for",
                    store.at(path),
                    "tell whoever keeps the repository");
        }
        return text;
    }

    /** Brings a model into the cache, unless it is there and whole. */
    @Override
    public void prepare(Artifact artifact, Progress progress) throws IOException {
        Path folder = getResourceDirectory(artifact);
        if (trust.isRequired()) {
            card(artifact);
        }
        try (PathLock lock = PathLock.of(folder)) {
            AtomicFolder.sweepBeside(folder);
            prepare(artifact, folder, progress);
        }
    }

    private void prepare(Artifact artifact, Path folder, Progress progress) throws IOException {
        if (Files.exists(folder)) {
            try {
                check(folder, artifact);
                return;
            } catch (DataException e) {
                LOG.warn("{}; it is fetched again", e.getMessage());
                AtomicFolder.delete(folder);
            }
        }
        Path aside = AtomicFolder.aside(folder);
        try {
            unpack(artifact, aside, progress);
            Files.move(aside, folder);
        } finally {
            AtomicFolder.delete(aside);
        }
    }

    /** Fetches a model as if it were not in the cache, checks all of it, and throws it away. */
    void verify(Artifact artifact) throws IOException {
        Path folder = getResourceDirectory(artifact);
        try (PathLock lock = PathLock.of(folder)) {
            AtomicFolder.sweepBeside(folder);
            Path aside = AtomicFolder.aside(folder);
            try {
                unpack(artifact, aside, null);
            } finally {
                AtomicFolder.delete(aside);
            }
        }
    }

    /**
     * Fetches a model into a new folder and checks all of it.
     *
     * @throws DataException if it cannot be had or is not what the metadata and its card say
     */
    private void unpack(Artifact artifact, Path folder, Progress progress) throws IOException {
        ArtifactFacts facts = facts(artifact);
        facts.requireFormat(store.at(archive(artifact)));
        try (Transfer transfer = Transfer.of(store, archive(artifact), facts.archiveBytes(), facts.archive())) {
            Path zip = transfer.run(progress);
            try {
                new Unpacking(zip, store.at(archive(artifact)), store.limits()).into(folder);
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
        model.requireNothingElse();
    }
}
