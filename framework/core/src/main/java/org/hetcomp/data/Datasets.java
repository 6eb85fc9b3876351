package org.hetcomp.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.table.JdbcUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door to data: gives a data set for what a user calls it, a name, a file or a folder. */
public final class Datasets {
    private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);

    private final Catalogue catalogue;

    /** With the public sets. */
    public Datasets() {
        this(new Catalogue());
    }

    /** With those named sets. */
    public Datasets(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** All names, the generated set's first. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(Lab.NAME);
        catalogue.sets().forEach(s -> names.add(s.name()));
        return names;
    }

    /**
     * Loads a data set.
     *
     * @param spec its name is {@code lab}, a name of the catalogue, a file of interactions, a database's address, or a folder with {@code
     *     train.txt}, {@code valid.txt} and {@code test.txt}, which is taken as it is; a name goes before a file of the same
     *     name
     * @throws DataException if it cannot be used; one line that says what to do
     */
    public Dataset load(DataSpec spec) {
        Dataset loaded = open(spec);
        LOG.info(
                "{}: {} users, {} items, {} train, {} valid, {} test pairs",
                spec.name(),
                loaded.split().users(),
                loaded.split().items(),
                loaded.split().train().size(),
                loaded.split().valid().size(),
                loaded.split().test().size());
        tellMeasured(loaded.split());
        Unlearned unlearned = Unlearned.of(loaded.split());
        if (unlearned.isAny()) {
            LOG.info(
                    "{} valid and {} test pairs are of {} items in no train row: not to be found",
                    unlearned.valid(),
                    unlearned.test(),
                    unlearned.items());
        }
        return loaded;
    }

    private Dataset open(DataSpec spec) {
        String data = spec.name();
        if (data.equals(Lab.NAME)) {
            spec.reading().requireNoColumns("the generated set", data);
            Lab lab = Lab.generate(Lab.SEED);
            return divided(spec, lab.sha256(), data, lab.history());
        }
        if (catalogue.find(data).isPresent()) {
            spec.reading().requireNoColumns("a set of the catalogue", data);
            NamedSet set = catalogue.find(data).get();
            return file(spec, catalogue.fetch(set), set.format());
        }
        if (JdbcUrl.isOne(data)) {
            return query(spec);
        }
        Path path = path(data);
        if (Files.isDirectory(path)) {
            spec.reading().requireNoColumns("a divided folder", data);
            Dataset folder = SplitReader.read(spec, path);
            requireSeveral(folder.users(), folder.items(), data);
            return requireEveryPart(folder, data, "move some interactions there");
        }
        return file(spec, path, spec.reading().format());
    }

    /**
     * The pairs of a file or a folder as they are, neither filtered nor divided.
     *
     * @param file a file of interactions, or a folder that is divided already, whose parts are taken together
     * @throws DataException if it cannot be used
     */
    public static History pairs(Path file, Reading reading) {
        if (Files.isDirectory(file)) {
            Dataset folder = SplitReader.read(DataSpec.file(file), file);
            return new History(folder.split().all(), null, folder.users(), folder.items());
        }
        return new DataFile(file, reading, reading.format()).read(false).history();
    }

    private Path path(String data) {
        try {
            Path path = Path.of(data);
            if (!data.isBlank() && Files.exists(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Told below, like a path to nothing.
        }
        throw unknown(data);
    }

    private DataException unknown(String data) {
        boolean path = data.contains("/") || data.contains("\\") || data.contains(".");
        return new DataException(
                path ? "no such file or folder as " + data : "unknown data set " + DataException.quote(data),
                "--data",
                (path ? "check the path" : "give a file or a folder") + ", or take one of "
                        + String.join(", ", names()));
    }

    private static Dataset query(DataSpec spec) {
        DataQuery query = new DataQuery(spec.name(), spec.reading());
        Intake intake = query.read(spec.division().split() != SplitKind.RATIO);
        try {
            return divided(spec, MemoryData.hash(intake.history()), spec.name(), intake);
        } catch (DataException e) {
            throw intake.history().interactions().size() == 0 ? e : query.explain(e);
        }
    }

    private static Dataset file(DataSpec spec, Path path, Format given) {
        if (spec.reading().query() != null) {
            spec.reading().requireNoColumns("a file", path.toString());
        }
        DataFile file = new DataFile(path, spec.reading(), given);
        Intake intake = file.read(spec.division().split() != SplitKind.RATIO);
        try {
            return divided(spec, file.sha256(), path.toString(), intake);
        } catch (DataException e) {
            throw intake.history().interactions().size() == 0 ? e : file.explain(e);
        }
    }

    private static Dataset divided(DataSpec spec, String sha256, String where, Intake intake) {
        return divided(spec, sha256, where, intake.history(), () -> {
            LOG.info("{}", intake.line());
            intake.warnings().forEach(LOG::warn);
        });
    }

    static Dataset divided(DataSpec spec, String sha256, String where, History history) {
        return divided(spec, sha256, where, history, () -> {});
    }

    // Nothing is told of data that is refused but why it is.
    private static Dataset divided(DataSpec spec, String sha256, String where, History history, Runnable telling) {
        if (history.interactions().size() == 0) {
            throw new DataException("no interactions", where, "give a file that holds some");
        }
        Divided divided = Divided.of(history, spec.division(), where);
        History kept = divided.history();
        requireSeveral(kept.users(), kept.items(), where);
        SplitKind kind = spec.division().split();
        boolean drawn = kind == SplitKind.RATIO || (kind == SplitKind.LEAVE_ONE_OUT && history.times() == null);
        Dataset data = new Dataset(spec, sha256, divided.split(), kept.users(), kept.items(), drawn);
        requireEveryPart(
                data,
                where,
                spec.division().split().isPerUser()
                        ? "give data in which some users have at least 5 items"
                        : "give --at, moments that users have something before and after");
        telling.run();
        divided.tellTooFew(history, spec.division());
        return data;
    }

    private static Dataset requireEveryPart(Dataset data, String where, String advice) {
        if (data.split().valid().size() == 0 || data.split().test().size() == 0) {
            String part = data.split().valid().size() == 0 ? "valid" : "test";
            throw new DataException("no interactions in " + part, where, advice);
        }
        return data;
    }

    /** Says how many users are measured, if some have valid or test pairs but not both. */
    private static void tellMeasured(Split split) {
        int either = 0;
        int both = 0;
        for (int u = 0; u < split.users(); u++) {
            boolean valid = split.valid().count(u) > 0;
            boolean test = split.test().count(u) > 0;
            either += valid || test ? 1 : 0;
            both += valid && test ? 1 : 0;
        }
        if (both == 0) {
            LOG.warn("no user has pairs in both valid and test: nothing will be measured, every measure is 0");
        } else if (both < either) {
            LOG.info("measured on {} users with valid and test pairs, not on {} with one of them", both, either - both);
        }
    }

    private static void requireSeveral(IdMap users, IdMap items, String where) {
        if (users.size() < 2) {
            throw new DataException("one user only", where, "give interactions of several users");
        }
        if (items.size() < 2) {
            throw new DataException("one item only", where, "give interactions with several items");
        }
    }
}
