package org.hetcomp.zoo;

import ai.djl.repository.Artifact;
import ai.djl.repository.License;
import ai.djl.repository.Metadata;
import ai.djl.repository.Version;
import ai.djl.util.JsonUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.DataException;
import org.hetcomp.io.JsonText;
import org.hetcomp.model.Card;

/** {@code metadata.json} of a model in a repository's folder, as DJL reads it: its versions, the newest first. */
final class MetadataFile {
    private static final Comparator<Artifact> NEWEST_FIRST = Comparator.comparing(
                    (Artifact artifact) -> new Version(artifact.getVersion()))
            .reversed();

    /** What is said of a file that is none. */
    static final String WHAT = "the file is no metadata of a model";

    private final Path file;
    private final Metadata metadata;

    private MetadataFile(Path file, Metadata metadata) {
        this.file = file;
        this.metadata = metadata;
    }

    /** That of a model, with no version yet if there is no file. */
    static MetadataFile of(Path root, String id) throws IOException {
        Path file = root.resolve(ZooRepository.folder(id)).resolve(ZooRepository.METADATA);
        if (!Files.exists(file)) {
            Metadata fresh = new Metadata();
            fresh.setMetadataVersion("0.2");
            fresh.setResourceType("model");
            fresh.setApplication(ZooRepository.APPLICATION);
            fresh.setGroupId(ZooRepository.GROUP);
            fresh.setArtifactId(id);
            fresh.setArtifacts(new ArrayList<>());
            return new MetadataFile(file, fresh);
        }
        JsonText json = JsonText.read(file, JsonText.LARGEST, WHAT, "restore it");
        return new MetadataFile(file, read(json, id));
    }

    /**
     * Reads metadata of a model.
     *
     * @throws DataException if it is none, or that of another model
     */
    static Metadata read(JsonText json, String id) {
        Metadata metadata = json.require("artifactId", "artifacts").as(JsonUtils.GSON_PRETTY, Metadata.class);
        if (!id.equals(metadata.getArtifactId())) {
            throw new DataException(
                    WHAT + ": key artifactId, it is of " + DataException.quote(metadata.getArtifactId()),
                    json.where(),
                    json.advice());
        }
        metadata.getArtifacts().forEach(artifact -> ArtifactFacts.of(artifact, json.where()));
        return metadata;
    }

    /** Its versions. */
    List<String> versions() {
        return metadata.getArtifacts().stream().map(Artifact::getVersion).toList();
    }

    /** The newest version, or null. */
    String newest() {
        return metadata.getArtifacts().stream()
                .min(NEWEST_FIRST)
                .map(Artifact::getVersion)
                .orElse(null);
    }

    /** What is known of a version, or null. */
    ArtifactFacts facts(String version) {
        return metadata.getArtifacts().stream()
                .filter(artifact -> new Version(artifact.getVersion()).equals(new Version(version)))
                .findFirst()
                .map(artifact -> ArtifactFacts.of(artifact, file.toString()))
                .orElse(null);
    }

    /**
     * Adds a version and writes the file.
     *
     * @param archive the version's archive, in its place
     */
    void add(String version, ArtifactFacts facts, Card card, Path archive) throws IOException {
        Artifact.Item item = new Artifact.Item();
        item.setUri(version + "/" + archive.getFileName());
        // Without a name of its own the archive is unpacked into the model's folder itself.
        item.setName("");
        item.setSize(Files.size(archive));
        item.setSha1Hash(Archive.sha1(archive));
        Artifact artifact = new Artifact();
        artifact.setVersion(version);
        artifact.setName(metadata.getArtifactId());
        artifact.setProperties(facts.properties(version));
        artifact.setArguments(Map.of(
                "blockFactory", ScorerBlockFactory.class.getName(),
                "translatorFactory", RankingTranslatorFactory.class.getName()));
        artifact.setFiles(Map.of("model", item));
        License licence = new License();
        licence.setId("data");
        licence.setName(card.licence() == null ? "not known" : card.licence());
        metadata.addLicense(licence);
        metadata.setName(card.title());
        metadata.setDescription(card.title() + ", made from " + card.data().name());
        List<Artifact> artifacts = new ArrayList<>(metadata.getArtifacts());
        artifacts.add(artifact);
        // DJL takes the first that fits.
        artifacts.sort(NEWEST_FIRST);
        metadata.setArtifacts(artifacts);
        AtomicFile.write(file, JsonUtils.GSON_PRETTY.toJson(metadata) + "\n");
    }
}
