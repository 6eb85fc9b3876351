package org.hetcomp.zoo;

import ai.djl.repository.Version;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.DataException;
import org.hetcomp.io.FolderLock;
import org.hetcomp.io.Place;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.ModelWriter;

/**
 * Publishes models to a repository in a folder. A model's version is there whole or not at all, and is never written
 * over: it is made aside, renamed, and only then named by the metadata and the index, which are replaced in one step
 * each.
 */
public final class Publisher {
    private static final int MOST_TRIES = 100;

    /**
     * What was published.
     *
     * @param id of the model in the repository
     * @param version of the model
     * @param fresh whether it was written, not there already
     * @param bytes of the archive
     */
    public record Published(String id, String version, boolean fresh, long bytes) {}

    /** One model ready to be put in its place. */
    private record Staged(String id, Path folder, ArtifactFacts facts, MetadataFile metadata, Card card) {
        Path archive(Path in) {
            return in.resolve(id + ".zip");
        }

        boolean isVersion(String version) {
            ArtifactFacts there = metadata.facts(version);
            return there != null && there.card().equals(facts.card());
        }
    }

    private final Path root;

    /** Publishes to that folder, which is a repository, or becomes one. */
    public Publisher(Path root) {
        this.root = Place.behind(root);
    }

    /**
     * Publishes models under one version. Models of which the repository has just these as their newest version, or as
     * the version asked for, are left as they are.
     *
     * @throws DataException if a version is there with other content, or a model is damaged; nothing is published then
     */
    public List<Published> push(List<ModelFolder> models, PublishOptions options) throws IOException {
        return push(models, options, null);
    }

    /** The same, signed with a key of Ed25519 in a file of PEM, if that is not null. */
    public List<Published> push(List<ModelFolder> models, PublishOptions options, Path key) throws IOException {
        PrivateKey signing = CardSignature.key(key);
        requireRepository();
        try (FolderLock lock = lock()) {
            requireRepository();
            new Leftovers(root).sweep();
            boolean published = false;
            Path aside = root.resolve(".push-" + UUID.randomUUID());
            try {
                List<Staged> staged = new ArrayList<>();
                for (ModelFolder model : models) {
                    staged.add(stage(model, options, aside, signing));
                }
                List<Published> done = place(staged, options.version(), signing);
                published = true;
                return done;
            } finally {
                AtomicFolder.delete(aside);
                if (!published) {
                    forsake();
                }
            }
        }
    }

    // Only who has the lock may do so, and only where there is nothing but the lock.
    private void forsake() throws IOException {
        List<Path> inside;
        try (Stream<Path> all = Files.list(root)) {
            inside = all.toList();
        }
        if (inside.equals(List.of(root.resolve(FolderLock.FILE)))) {
            Files.delete(root.resolve(FolderLock.FILE));
            try {
                Files.delete(root);
            } catch (DirectoryNotEmptyException e) {
                // Another push is there by now.
                return;
            }
        }
    }

    // Whoever had the lock of a new repository before may take it away with its folder.
    private FolderLock lock() throws IOException {
        NoSuchFileException gone = null;
        for (int n = 0; n < MOST_TRIES; n++) {
            Place.createFolders(root);
            try {
                return FolderLock.take(root, "zoo push");
            } catch (NoSuchFileException e) {
                gone = e;
            }
        }
        throw gone;
    }

    private void requireRepository() throws IOException {
        if (Files.exists(root.resolve(ZooIndex.FILE)) || !Files.exists(root)) {
            return;
        }
        if (Files.isDirectory(root)) {
            try (Stream<Path> inside = Files.list(root)) {
                if (inside.allMatch(path -> path.getFileName().toString().startsWith("."))) {
                    return;
                }
            }
        }
        throw new DataException(
                "that is no repository, and not empty", root.toString(), "name a repository, or a new folder");
    }

    private Staged stage(ModelFolder model, PublishOptions options, Path aside, PrivateKey key) throws IOException {
        String id = options.id(model.card());
        Path folder = aside.resolve(id);
        Path copy = folder.resolve("model");
        ModelWriter.copy(model, copy, options.published(model.card()), changed -> options.change(model, changed));
        Card card = ModelFolder.open(copy).card();
        if (!card.files().containsKey(ModelFolder.USERS)) {
            throw new DataException(
                    "the model does not name its users", model.folder().toString(), "train it again");
        }
        Path zip = folder.resolve(id + ".zip");
        Archive.write(copy, zip);
        Files.copy(copy.resolve(ModelFolder.CARD), folder.resolve(ModelFolder.CARD));
        sign(folder, key);
        ArtifactFacts facts = ArtifactFacts.of(card, options.set(), copy.resolve(ModelFolder.CARD), zip);
        AtomicFolder.delete(copy);
        return new Staged(id, folder, facts, MetadataFile.of(root, id), card);
    }

    private static void sign(Path version, PrivateKey key) throws IOException {
        if (key != null) {
            byte[] card = Files.readAllBytes(version.resolve(ModelFolder.CARD));
            AtomicFile.write(version.resolve(CardSignature.FILE), CardSignature.of(card, key));
        }
    }

    private List<Published> place(List<Staged> staged, String wanted, PrivateKey key) throws IOException {
        boolean there = staged.stream()
                .allMatch(one -> one.metadata().newest() != null
                        && one.isVersion(one.metadata().newest()));
        String next = wanted != null || there ? wanted : next(staged);
        for (Staged one : staged) {
            if (next != null && one.metadata().facts(next) != null && !one.isVersion(next)) {
                throw new DataException(
                        "version " + next + " of " + one.id() + " is there already, with another content",
                        root.toString(),
                        "give another --model-version, or leave it out for the next one");
            }
        }
        // A folder with models and no index is nobody's repository: killed from here on, it is one that lists nothing
        // yet.
        if (!Files.exists(root.resolve(ZooIndex.FILE))) {
            new ZooIndex(ZooIndex.FORMAT, List.of()).write(root);
        }
        List<Published> published = new ArrayList<>();
        for (Staged one : staged) {
            String version = next == null ? one.metadata().newest() : next;
            boolean fresh = one.metadata().facts(version) == null;
            if (fresh) {
                place(one, version);
            } else {
                // The card is the same, so it may be signed now.
                sign(root.resolve(ZooRepository.folder(one.id())).resolve(version), key);
            }
            published.add(new Published(one.id(), version, fresh, one.facts().archiveBytes()));
        }
        index(staged);
        return published;
    }

    // One for all, so that a set's models go by one number.
    private static String next(List<Staged> staged) {
        int newest = staged.stream()
                .filter(one -> one.metadata().newest() != null)
                .mapToInt(one -> new Version(one.metadata().newest()).getMajorVersion())
                .max()
                .orElse(0);
        return Integer.toString(newest + 1);
    }

    private void place(Staged one, String version) throws IOException {
        Path place = root.resolve(ZooRepository.folder(one.id())).resolve(version);
        Files.createDirectories(place.getParent());
        // What no metadata names was left by a push that was killed.
        AtomicFolder.delete(place);
        Files.move(one.folder(), place);
        one.metadata().add(version, one.facts(), one.card(), one.archive(place));
    }

    private void index(List<Staged> staged) throws IOException {
        ZooIndex there = ZooIndex.read(Store.folder(root, Access.plain().limits()));
        TreeSet<String> artifacts = new TreeSet<>(there == null ? List.of() : there.artifacts());
        boolean complete = there != null;
        for (Staged one : staged) {
            complete &= !artifacts.add(one.id());
        }
        if (!complete) {
            new ZooIndex(ZooIndex.FORMAT, List.copyOf(artifacts)).write(root);
        }
    }
}
