package io.techinsights.schemas.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Judges a new schema of a subject by the earlier ones, with Avro's rules. */
public final class Compatibility {
    private Compatibility() {}

    /**
     * What is wrong with a schema: one message for each rule that is broken, naming field, rule, version and level.
     *
     * @param earlier schemas of the subject, by version
     */
    public static List<String> problems(CompatibilityLevel level, Schema proposed, SortedMap<Integer, Schema> earlier) {
        List<String> problems = new ArrayList<>();
        Map<Integer, Schema> judges =
                level.transitive() || earlier.isEmpty() ? earlier : earlier.tailMap(earlier.lastKey());
        judges.forEach((version, old) -> {
            String name = "version " + version;
            if (level.readsEarlier()) {
                problems.addAll(unreadable(proposed, "the new schema", old, name, level));
            }
            if (level.isReadByEarlier()) {
                problems.addAll(unreadable(old, name, proposed, "the new schema", level));
            }
        });
        return problems;
    }

    private static List<String> unreadable(
            Schema reader, String readerName, Schema writer, String writerName, CompatibilityLevel level) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(found -> place(reader, found) + ": " + found.getType() + " (" + found.getMessage() + "): "
                        + readerName + " cannot read what " + writerName + " wrote, as " + level + " demands")
                .toList();
    }

    private static String place(Schema reader, Incompatibility found) {
        String path = FieldPath.of(reader, found.getLocation());
        return (path.isEmpty() ? "schema" : "field '" + path + "'") + " at " + found.getLocation();
    }
}
