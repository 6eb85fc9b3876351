package org.hetcomp.zoo;

import ai.djl.repository.Artifact;
import ai.djl.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hetcomp.eval.Measures;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;

/**
 * One version of a model in a repository.
 *
 * @param repository where it is
 * @param artifact what DJL knows of it
 * @param id its id
 * @param version its version; {@code 0} in a repository that has none
 * @param facts what the metadata says of it; null in a repository of another kind than ours, which says nothing
 */
public record ZooEntry(Repository repository, Artifact artifact, String id, String version, ArtifactFacts facts) {
    static ZooEntry of(Repository repository, Artifact artifact) {
        boolean ours = repository instanceof ZooRepository;
        String version = artifact.getVersion();
        return new ZooEntry(
                repository,
                artifact,
                ours ? artifact.getMetadata().getArtifactId() : artifact.getName(),
                version == null ? "0" : version,
                ours ? ArtifactFacts.of(artifact, repository.getName()) : null);
    }

    /**
     * What it is in short.
     *
     * @param name its id in the repository
     * @param version its version
     * @param kind {@code teacher} or {@code student}
     * @param family its own id
     * @param data name of the data set
     * @param parameters floats that were trained
     * @param test measures on test
     * @param sizeBytes bytes of its files
     * @param repository where it is
     */
    public record Summary(
            String name,
            String version,
            String kind,
            String family,
            String data,
            long parameters,
            Measures test,
            long sizeBytes,
            String repository) {}

    /** What it is in short; of another kind of repository it is fetched to know. */
    public Summary summary() {
        if (facts == null) {
            Card card = card();
            return new Summary(
                    id,
                    version,
                    ArtifactFacts.kind(card.kind()),
                    card.id(),
                    card.data().name(),
                    card.parameters(),
                    card.test(),
                    card.bytes(),
                    repository.getName());
        }
        return new Summary(
                id,
                version,
                facts.kind(),
                facts.family(),
                facts.data(),
                facts.parameters(),
                facts.test(),
                facts.bytes(),
                repository.getName());
    }

    /** The name by which it is found again, version included. */
    public String name() {
        return facts == null ? id : id + "@" + version;
    }

    /** Whether it is a teacher; of another kind of repository it is fetched to know. */
    public boolean isTeacher() {
        return facts == null ? card().kind() == Card.Kind.TEACHER : facts.isTeacher();
    }

    /** What it was published under. */
    public String set() {
        return facts == null ? id : facts.set();
    }

    /** Who signed it: {@code signed by NAME FINGERPRINT}, {@code signed by an unknown key} or {@code not signed}. */
    public String signer() {
        return repository instanceof ZooRepository ours ? ours.signer(artifact) : "not signed";
    }

    /** Its card; of our repositories nothing else is fetched. */
    public Card card() {
        if (repository instanceof ZooRepository ours) {
            facts.requireFormat(repository.getName() + " " + name());
            try {
                return ours.card(artifact);
            } catch (IOException e) {
                throw unusable(e);
            }
        }
        return pull().card();
    }

    /**
     * Brings it into DJL's cache, unless it is there, and checks all of it.
     *
     * @throws DataException if it cannot be had or is not what its card says; nothing of it is in the cache then
     */
    public ModelFolder pull() {
        try {
            repository.prepare(artifact, null);
            Path folder = Files.isRegularFile(repository.getResourceDirectory(artifact))
                    ? repository.getResourceDirectory(artifact).getParent()
                    : repository.getResourceDirectory(artifact);
            ModelFolder model = checked(folder);
            return model;
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    // Repositories of other kinds check nothing before it is in the cache.
    private ModelFolder checked(Path folder) throws IOException {
        try {
            ModelFolder model = ModelFolder.open(folder);
            if (!(repository instanceof ZooRepository)) {
                model.verify();
            }
            return model;
        } catch (DataException e) {
            if (repository.isRemote() && folder.startsWith(repository.getCacheDirectory())) {
                AtomicFolder.delete(folder);
            }
            throw e;
        }
    }

    /**
     * Checks it where it is, and the copy in the cache if there is one.
     *
     * @throws DataException if something is not what the card says
     */
    public void verify() {
        try {
            if (repository instanceof ZooRepository ours) {
                card();
                ours.verify(artifact);
                Path cached = ours.getResourceDirectory(artifact);
                if (Files.exists(cached)) {
                    ModelFolder.open(cached).verify();
                }
            } else {
                pull();
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private DataException unusable(Exception e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        return new DataException(
                "the model " + id + " cannot be had, " + reason, repository.getName(), "check the repository", e);
    }
}
