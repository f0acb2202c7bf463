package io.techinsights.standalone.embedded.registry;

import io.techinsights.schemas.registry.Compatibility;
import io.techinsights.schemas.registry.CompatibilityLevel;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** What a registry can be asked. */
final class RegistryQueries {
    private static final String LATEST = "latest";

    private final RegistryState state;

    RegistryQueries(RegistryState state) {
        this.state = state;
    }

    List<String> subjects(boolean deleted) {
        return state.subjects(deleted);
    }

    /**
     * The versions of a subject, oldest first.
     *
     * @throws RegistryProblem 40401 where there is none
     */
    List<SchemaVersion> versions(String subject, boolean deleted) {
        List<SchemaVersion> versions = state.versions(subject, deleted);
        if (versions.isEmpty()) {
            throw RegistryProblem.subjectNotFound(subject);
        }
        return versions;
    }

    /**
     * One version of a subject.
     *
     * @param version a number, {@code latest}, or -1 for the same
     * @throws RegistryProblem 42202, 40401 or 40402
     */
    SchemaVersion version(String subject, String version, boolean deleted) {
        int number = number(version);
        List<SchemaVersion> versions = versions(subject, deleted);
        if (number == -1) {
            return versions.get(versions.size() - 1);
        }
        return versions.stream()
                .filter(candidate -> candidate.version() == number)
                .findFirst()
                .orElseThrow(() -> RegistryProblem.versionNotFound(subject, version));
    }

    /** Whether it names one version, and not whichever is the latest. */
    static boolean isNumber(String version) {
        return !version.equals(LATEST) && !version.equals("-1");
    }

    private static int number(String version) {
        if (!isNumber(version)) {
            return -1;
        }
        try {
            int number = Integer.parseInt(version);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw RegistryProblem.invalidVersion(version);
        }
        throw RegistryProblem.invalidVersion(version);
    }

    /** The newest version of the subject that is this schema. */
    Optional<SchemaVersion> find(String subject, Schema schema, boolean deleted) {
        String text = schema.toString();
        return state.versions(subject, deleted).stream()
                .filter(version -> version.schema().equals(text))
                .reduce((older, newer) -> newer);
    }

    /**
     * The same, where there has to be one.
     *
     * @throws RegistryProblem 40401 or 40403
     */
    SchemaVersion lookUp(String subject, Schema schema, boolean deleted) {
        versions(subject, deleted);
        return find(subject, schema, deleted)
                .orElseThrow(() -> RegistryProblem.schemaNotFound("Schema under subject '" + subject + "'"));
    }

    /**
     * The text of a schema.
     *
     * @throws RegistryProblem 40403 where there is no such id
     */
    String schema(int id) {
        return state.schema(id).orElseThrow(() -> RegistryProblem.schemaNotFound("Schema " + id));
    }

    /**
     * Where a schema is used.
     *
     * @throws RegistryProblem 40403 where there is no such id
     */
    List<SchemaVersion> usages(int id, boolean deleted) {
        schema(id);
        return state.usages(id, deleted);
    }

    /** What is wrong with a schema as the next one of a subject; nothing where it may be registered. */
    List<String> problems(String subject, Schema proposed) {
        return problems(subject, proposed, state.versions(subject, false));
    }

    /**
     * What is wrong with a schema beside one version.
     *
     * @throws RegistryProblem as {@link #version}
     */
    List<String> problems(String subject, String version, Schema proposed) {
        return problems(subject, proposed, List.of(version(subject, version, false)));
    }

    private List<String> problems(String subject, Schema proposed, List<SchemaVersion> earlier) {
        SortedMap<Integer, Schema> schemas = new TreeMap<>();
        earlier.forEach(version -> schemas.put(version.version(), SchemaText.parse(version.schema())));
        return Compatibility.problems(effectiveLevel(subject), proposed, schemas);
    }

    /** The level that holds for a subject. */
    CompatibilityLevel effectiveLevel(String subject) {
        return state.level(subject).orElseGet(state::defaultLevel);
    }

    CompatibilityLevel defaultLevel() {
        return state.defaultLevel();
    }

    /**
     * The level that was chosen for a subject.
     *
     * @throws RegistryProblem 40408 where none was
     */
    CompatibilityLevel level(String subject) {
        return state.level(subject).orElseThrow(() -> RegistryProblem.noLevel(subject));
    }

    Mode mode() {
        return state.mode();
    }
}
