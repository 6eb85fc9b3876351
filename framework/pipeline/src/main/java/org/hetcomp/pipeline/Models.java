package org.hetcomp.pipeline;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;

/**
 * One model, or an ensemble of teachers.
 *
 * @param folders one model, or the teachers of an ensemble; at least one
 * @param isEnsemble whether it is an ensemble, of however many teachers
 */
public record Models(List<ModelFolder> folders, boolean isEnsemble) {
    /** Copies the list. */
    public Models {
        folders = List.copyOf(folders);
    }

    /**
     * Finds them: the folder of a student or of a teacher; the folder of a run, whose student is meant, or whose ensemble
     * if it has no student; a folder of teachers.
     *
     * @param where what named it, for messages
     * @throws DataException if there is none
     */
    public static Models in(Path folder, String where) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(
                    "no such folder as " + DataException.quote(folder.toString()), where, "check the path");
        }
        if (ModelFolder.isOne(folder)) {
            return new Models(List.of(ModelFolder.open(folder)), false);
        }
        Path student = RunFolder.inUse(folder);
        if (ModelFolder.isOne(student)) {
            return new Models(List.of(ModelFolder.open(student)), false);
        }
        if (RunRecord.isIn(folder) && !RunRecord.read(folder).isComplete()) {
            throw new DataException(
                    "the run in " + folder + " is not finished", where, "finish it with distill --resume " + folder);
        }
        List<ModelFolder> teachers;
        try {
            teachers = TeacherSet.find(folder);
        } catch (UncheckedIOException e) {
            throw new DataException("cannot read " + folder, where, "name a folder of teachers", e);
        }
        if (teachers.isEmpty()) {
            throw new DataException(
                    "no model in " + folder, where, "name the folder of a run, of a student or of teachers");
        }
        return new Models(teachers, true);
    }

    /** Its card, or the first one's. */
    public Card card() {
        return folders.get(0).card();
    }

    /** Whether it goes by remembered rankings: an ensemble, or a teacher that was imported and has nothing else. */
    public boolean goesByRankings() {
        return isEnsemble || !folders.get(0).scores();
    }

    /** What to call it. */
    public String title() {
        if (isEnsemble) {
            return "ensemble of " + folders.size();
        }
        return card().kind() == Card.Kind.STUDENT ? "student" : card().id() + "   " + card().title();
    }

    /** Parameters of all. */
    public long parameters() {
        return folders.stream().mapToLong(folder -> folder.card().parameters()).sum();
    }

    /**
     * Loads data, once it is sure to be what the models know.
     *
     * @throws DataException if it is not
     */
    public Dataset data(DataSpec source) {
        Dataset data = source.load();
        boolean refit = folders.stream().anyMatch(folder -> folder.card().isRefit());
        return made(refit ? data.whole() : data);
    }

    private Dataset made(Dataset data) {
        folders.forEach(folder -> folder.requireMadeFrom(data));
        return data;
    }
}
