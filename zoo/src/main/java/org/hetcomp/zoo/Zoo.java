package org.hetcomp.zoo;

import ai.djl.repository.MRL;
import ai.djl.repository.Repository;
import ai.djl.repository.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Names;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several repositories as one. The one that comes with the project is the first; a name is looked for in one after the
 * other, and the first that has it decides.
 */
public final class Zoo {
    private static final Logger LOG = LoggerFactory.getLogger(Zoo.class);

    private final List<Repository> repositories = new ArrayList<>();

    private Zoo() {}

    /** The embedded repository, then those of the addresses, on the environment's terms. */
    public static Zoo of(List<String> addresses) {
        return of(addresses, Access.configured(System.getenv()));
    }

    /** The same on terms of the caller's own. */
    public static Zoo of(List<String> addresses, Access access) {
        Zoo zoo = new Zoo();
        zoo.repositories.add(Repositories.embedded());
        addresses.stream()
                .filter(address -> !address.equals(Repositories.EMBEDDED))
                .forEach(address -> zoo.repositories.add(Repositories.open(address, access)));
        return zoo;
    }

    /** The embedded repository alone. */
    public static Zoo embedded() {
        return of(List.of(), Access.plain());
    }

    /** All repositories. */
    public List<Repository> repositories() {
        return List.copyOf(repositories);
    }

    /**
     * What a repository lists.
     *
     * @param entries every version of every model, by id, the newest version first
     * @param broken what is listed and cannot be used, by the name it is listed under
     */
    public record Listing(List<ZooEntry> entries, Map<String, DataException> broken) {}

    /**
     * What a repository lists; a model that is broken does not hide the others.
     *
     * @throws DataException if the repository cannot be read
     */
    public static Listing list(Repository repository) {
        List<ZooEntry> entries = new ArrayList<>();
        Map<String, DataException> broken = new LinkedHashMap<>();
        try {
            if (repository instanceof ZooRepository ours) {
                ours.misnamed().forEach(e -> broken.put(e.what(), e));
            }
            for (MRL mrl : repository.getResources()) {
                try {
                    mrl.listArtifacts().stream()
                            .map(artifact -> ZooEntry.of(repository, artifact))
                            .sorted(Comparator.comparing((ZooEntry e) -> new Version(e.version()))
                                    .reversed())
                            .forEach(entries::add);
                } catch (DataException e) {
                    broken.put(mrl.getArtifactId(), e);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(
                    "the repository cannot be read, " + e.getMessage(), repository.getName(), "check the address", e);
        }
        if (entries.isEmpty() && !(repository instanceof ZooRepository)) {
            throw new DataException("no model there", repository.getName(), "check the address");
        }
        return new Listing(entries, broken);
    }

    // Of a set that lacks one of its models something else would be made than was asked for.
    private static void requireSound(String name, Listing listing) {
        listing.broken().forEach((id, e) -> {
            if (id.equals(name) || id.startsWith(name + "-")) {
                throw e;
            }
        });
    }

    /**
     * Finds models: one by its id, or all of a set, each in its newest version or in that after an {@code @}.
     *
     * @param name {@code ID}, {@code SET}, {@code ID@VERSION} or {@code SET@VERSION}
     * @return at least one; of a set, the newest version of each of its models
     * @throws DataException if no repository has it; the message lists what there is
     */
    public List<ZooEntry> find(String name) {
        int at = name.lastIndexOf('@');
        String advice = "take one of those that zoo list shows";
        String id = Names.requireId(at < 0 ? name : name.substring(0, at), "zoo", advice);
        String version = at < 0 ? null : Names.requireVersion(name.substring(at + 1), "zoo", advice);
        DataException unreachable = null;
        TreeSet<String> known = new TreeSet<>();
        for (Repository repository : repositories) {
            Listing listing;
            try {
                listing = list(repository);
            } catch (DataException e) {
                unreachable = unreachable == null ? e : unreachable;
                LOG.debug("{}", e.getMessage());
                continue;
            }
            List<ZooEntry> entries = listing.entries();
            entries.forEach(entry -> known.add(entry.set()));
            entries.forEach(entry -> known.add(entry.id()));
            List<ZooEntry> named =
                    entries.stream().filter(e -> e.id().equals(id)).toList();
            if (named.isEmpty()) {
                requireSound(id, listing);
                named = entries.stream().filter(e -> e.set().equals(id)).toList();
            }
            if (!named.isEmpty()) {
                return newest(named, version, repository);
            }
        }
        if (unreachable != null) {
            throw unreachable;
        }
        String where =
                String.join(" ", repositories.stream().map(Repository::getName).toList());
        throw new DataException(
                "no model or set " + id + " in the repositories",
                where,
                known.isEmpty() ? "they are empty" : "take one of " + String.join(", ", known));
    }

    private static List<ZooEntry> newest(List<ZooEntry> entries, String version, Repository repository) {
        Map<String, ZooEntry> newest = new LinkedHashMap<>();
        TreeSet<String> versions = new TreeSet<>(Comparator.comparing(Version::new));
        for (ZooEntry entry : entries) {
            versions.add(entry.version());
            if (version == null || version.equals(entry.version())) {
                newest.putIfAbsent(entry.id(), entry);
            }
        }
        if (newest.isEmpty()) {
            throw new DataException(
                    "no version " + version + " of " + entries.get(0).id(),
                    repository.getName(),
                    "take one of " + String.join(", ", versions));
        }
        return List.copyOf(newest.values());
    }
}
