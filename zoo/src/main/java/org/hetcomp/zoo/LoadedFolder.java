package org.hetcomp.zoo;

import ai.djl.Model;
import java.io.IOException;
import java.nio.file.Path;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.student.Student;

/**
 * The folder that a model's block was made from. What is read there later is of the same version, or refused: else rows of one
 * version would be named by the ids of another.
 *
 * @param folder where it lies, with links resolved, so that a link may name another version meanwhile
 * @param version SHA-256 of its card, which vouches for its files
 */
record LoadedFolder(Path folder, String version) {
    private static final String FOLDER = "hetcompFolder";
    private static final String VERSION = "hetcompVersion";

    /** What lies there now. */
    static LoadedFolder at(Path path) {
        try {
            Path folder = path.toRealPath();
            return new LoadedFolder(folder, Hashes.of(folder.resolve(ModelFolder.CARD)));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The one that a model was loaded from: as its block said, or what its path names where another block did not. */
    static LoadedFolder of(Model model) {
        String folder = model.getProperty(FOLDER);
        return folder == null
                ? at(model.getModelPath())
                : new LoadedFolder(Path.of(folder), model.getProperty(VERSION));
    }

    /** Tells those who read there later. */
    void tell(Model model) {
        model.setProperty(FOLDER, folder.toString());
        model.setProperty(VERSION, version);
    }

    /** Its users and items. */
    RankingTranslator.Ids ids() {
        ModelFolder model = ModelFolder.open(folder);
        RankingTranslator.Ids ids = new RankingTranslator.Ids(model.users(), model.items());
        requireSame(at(folder).version());
        return ids;
    }

    /** Its student, without an engine. */
    Student student() {
        Student student = Student.open(folder);
        requireSame(student.version());
        return student;
    }

    private void requireSame(String found) {
        if (!found.equals(version)) {
            throw new DataException(
                    "another version lies there than the one that was loaded",
                    folder.toString(),
                    "load the model again");
        }
    }

    private static DataException unreadable(Path path, IOException e) {
        return new DataException("the card cannot be read, " + e, path.toString(), "look whether it is there", e);
    }
}
