package io.techinsights.standalone.embedded.registry;

import io.techinsights.schemas.registry.CompatibilityLevel;
import io.techinsights.standalone.embedded.registry.RegistryEvent.IdsGiven;
import io.techinsights.standalone.embedded.registry.RegistryEvent.Kept;
import io.techinsights.standalone.embedded.registry.RegistryEvent.LevelChosen;
import io.techinsights.standalone.embedded.registry.RegistryEvent.ModeChosen;
import io.techinsights.standalone.embedded.registry.RegistryEvent.Removed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What a registry can be told. One command at a time; each is done once it is kept. */
final class RegistryCommands implements AutoCloseable {
    private final RegistryState state;
    private final RegistryQueries queries;
    private final SchemaLog log;

    RegistryCommands(RegistryState state, SchemaLog log) {
        this.state = state;
        this.queries = new RegistryQueries(state);
        this.log = log;
    }

    /**
     * Registers a schema, once, and gives its id.
     *
     * @throws RegistryProblem 409 where it is incompatible, 42205 where the registry is read-only
     */
    synchronized int register(String subject, Schema schema) {
        Optional<SchemaVersion> known = queries.find(subject, schema, false);
        if (known.isEmpty()) {
            log.refresh();
            known = queries.find(subject, schema, false);
        }
        if (known.isPresent()) {
            return known.get().id();
        }
        requireWritable(subject);
        requireCompatible(subject, schema);
        String text = schema.toString();
        int id = state.idOf(text).orElseGet(() -> state.highestId() + 1);
        log.append(List.of(new Kept(new SchemaVersion(subject, nextVersion(subject), id, text, false))));
        return id;
    }

    private void requireCompatible(String subject, Schema schema) {
        List<String> problems = queries.problems(subject, schema);
        if (!problems.isEmpty()) {
            throw RegistryProblem.incompatible("Schema being registered is incompatible with an earlier schema for"
                    + " subject \"" + subject + "\", details: " + String.join("; ", problems));
        }
    }

    private int nextVersion(String subject) {
        List<SchemaVersion> versions = state.versions(subject, true);
        return versions.isEmpty() ? 1 : versions.get(versions.size() - 1).version() + 1;
    }

    /**
     * Deletes a subject: softly first, then for good. Gives the versions that it had.
     *
     * @throws RegistryProblem 40401, 40404 where it is softly deleted already, 40405 where it is not yet
     */
    synchronized List<Integer> deleteSubject(String subject, boolean permanent) {
        log.refresh();
        requireWritable(subject);
        List<SchemaVersion> all = queries.versions(subject, true);
        List<SchemaVersion> live = state.versions(subject, false);
        if (permanent && !live.isEmpty()) {
            throw RegistryProblem.notYetDeleted(40405, "Subject '" + subject + "'");
        }
        if (!permanent && live.isEmpty()) {
            throw RegistryProblem.alreadyDeleted(40404, "Subject '" + subject + "'");
        }
        List<RegistryEvent> events = new ArrayList<>();
        List<SchemaVersion> affected = permanent ? all : live;
        affected.forEach(version -> events.addAll(deletion(version, permanent)));
        if (state.level(subject).isPresent()) {
            events.add(new LevelChosen(subject, null));
        }
        log.append(events);
        return affected.stream().map(SchemaVersion::version).toList();
    }

    /**
     * Deletes one version: softly first, then for good. Gives its number.
     *
     * @throws RegistryProblem as {@link RegistryQueries#version}; 40406 where it is softly deleted already, 40407
     *     where it is not yet
     */
    synchronized int deleteVersion(String subject, String number, boolean permanent) {
        log.refresh();
        requireWritable(subject);
        SchemaVersion version = queries.version(subject, number, permanent || RegistryQueries.isNumber(number));
        String what = "Subject '" + subject + "' Version " + version.version();
        if (permanent && !version.deleted()) {
            throw RegistryProblem.notYetDeleted(40407, what);
        }
        if (!permanent && version.deleted()) {
            throw RegistryProblem.alreadyDeleted(40406, what);
        }
        log.append(deletion(version, permanent));
        return version.version();
    }

    /** The ids come first: a version that is gone takes the knowledge with it that its id was given out. */
    private List<RegistryEvent> deletion(SchemaVersion version, boolean permanent) {
        return permanent
                ? List.of(new IdsGiven(state.highestId()), new Removed(version.subject(), version.version()))
                : List.of(new Kept(version.asDeleted()));
    }

    /**
     * Chooses a level for a subject, or for all that have none of their own.
     *
     * @throws RegistryProblem 42205 where the registry is read-only
     */
    synchronized void chooseLevel(@Nullable String subject, CompatibilityLevel level) {
        log.refresh();
        requireWritable(subject);
        log.append(List.of(new LevelChosen(subject, level)));
    }

    /**
     * Takes the choice back, and gives the level that it was.
     *
     * @throws RegistryProblem 40408 where none was chosen for the subject
     */
    synchronized CompatibilityLevel dropLevel(@Nullable String subject) {
        log.refresh();
        requireWritable(subject);
        CompatibilityLevel old = subject == null ? queries.defaultLevel() : queries.level(subject);
        log.append(List.of(new LevelChosen(subject, null)));
        return old;
    }

    /** Chooses the mode. */
    synchronized void chooseMode(Mode mode) {
        log.refresh();
        log.append(List.of(new ModeChosen(mode)));
    }

    private void requireWritable(@Nullable String subject) {
        if (state.mode() == Mode.READONLY) {
            throw RegistryProblem.notPermitted(
                    (subject == null ? "The registry" : "Subject '" + subject + "'") + " is in read-only mode");
        }
    }

    /** Waits for the command that runs, and closes the log. */
    @Override
    public synchronized void close() {
        log.close();
    }
}
