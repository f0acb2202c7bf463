package io.techinsights.standalone.embedded.registry;

import io.techinsights.schemas.registry.CompatibilityLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a registry knows, built from its events. Safe for use by many threads. */
final class RegistryState {
    static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.FULL_TRANSITIVE;

    private final NavigableMap<String, NavigableMap<Integer, SchemaVersion>> subjects = new TreeMap<>();
    private final Map<Integer, String> schemas = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, CompatibilityLevel> levels = new HashMap<>();
    private CompatibilityLevel defaultLevel = DEFAULT_LEVEL;
    private Mode mode = Mode.READWRITE;
    private int highestId;

    /** Takes note of what happened. The same event twice is as good as once. */
    synchronized void apply(RegistryEvent event) {
        if (event instanceof RegistryEvent.Kept kept) {
            keep(kept.version());
        } else if (event instanceof RegistryEvent.Removed removed) {
            remove(removed);
        } else if (event instanceof RegistryEvent.LevelChosen chosen) {
            choose(chosen);
        } else if (event instanceof RegistryEvent.ModeChosen chosen) {
            mode = chosen.mode();
        } else if (event instanceof RegistryEvent.IdsGiven given) {
            highestId = Math.max(highestId, given.upTo());
        }
    }

    private void keep(SchemaVersion version) {
        subjects.computeIfAbsent(version.subject(), subject -> new TreeMap<>()).put(version.version(), version);
        schemas.put(version.id(), version.schema());
        ids.put(version.schema(), version.id());
        highestId = Math.max(highestId, version.id());
    }

    private void remove(RegistryEvent.Removed removed) {
        NavigableMap<Integer, SchemaVersion> versions = subjects.getOrDefault(removed.subject(), new TreeMap<>());
        SchemaVersion gone = versions.remove(removed.version());
        if (versions.isEmpty()) {
            subjects.remove(removed.subject());
        }
        if (gone != null && usages(gone.id(), true).isEmpty()) {
            schemas.remove(gone.id());
            ids.remove(gone.schema());
        }
    }

    private void choose(RegistryEvent.LevelChosen chosen) {
        if (chosen.subject() == null) {
            defaultLevel = chosen.level() == null ? DEFAULT_LEVEL : chosen.level();
        } else if (chosen.level() == null) {
            levels.remove(chosen.subject());
        } else {
            levels.put(chosen.subject(), chosen.level());
        }
    }

    /** The subjects by name, those with softly deleted versions only where they are asked for. */
    synchronized List<String> subjects(boolean deleted) {
        return subjects.keySet().stream()
                .filter(subject -> !versions(subject, deleted).isEmpty())
                .toList();
    }

    /** The versions of a subject, oldest first; none of an unknown one. */
    synchronized List<SchemaVersion> versions(String subject, boolean deleted) {
        return subjects.getOrDefault(subject, new TreeMap<>()).values().stream()
                .filter(version -> deleted || !version.deleted())
                .toList();
    }

    synchronized Optional<String> schema(int id) {
        return Optional.ofNullable(schemas.get(id));
    }

    synchronized Optional<Integer> idOf(String schema) {
        return Optional.ofNullable(ids.get(schema));
    }

    /** The versions that are the schema of this id, by subject. */
    synchronized List<SchemaVersion> usages(int id, boolean deleted) {
        List<SchemaVersion> usages = new ArrayList<>();
        subjects.values().stream()
                .map(NavigableMap::values)
                .flatMap(Collection::stream)
                .filter(version -> version.id() == id && (deleted || !version.deleted()))
                .forEach(usages::add);
        return usages;
    }

    synchronized Optional<CompatibilityLevel> level(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    synchronized CompatibilityLevel defaultLevel() {
        return defaultLevel;
    }

    synchronized Mode mode() {
        return mode;
    }

    synchronized int highestId() {
        return highestId;
    }
}
