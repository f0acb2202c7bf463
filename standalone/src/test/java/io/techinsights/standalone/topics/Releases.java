package io.techinsights.standalone.topics;

import io.techinsights.standalone.topics.PresentRecords.Of;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;

/**
 * The schemas of every release, one file for each record: {@code <module>/src/test/released/<version>/<record>.avsc}. What
 * was written with them lies on topics and in changelogs, and is to be read by every later program.
 *
 * @param root the folder of the project
 */
record Releases(Path root) {
    private static final Path RELEASED = Path.of("src", "test", "released");
    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final String HOW =
            ": mvn verify -pl standalone -am -Dtest=ReleasesTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dreleased.write=true writes it";
    private static final SchemaValidator FULL_TRANSITIVE =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    /** A record as it was released. */
    record Released(String version, Schema schema) {
        @Override
        public String toString() {
            return schema.getName() + " of " + version;
        }
    }

    /** All of them, of all modules and versions. */
    List<Released> all() {
        List<Released> all = new ArrayList<>();
        for (Path module : PresentRecords.children(root)) {
            Path released = module.resolve(RELEASED);
            if (Files.isDirectory(released)) {
                for (Path version : PresentRecords.children(released)) {
                    String name = version.getFileName().toString();
                    PresentRecords.children(version)
                            .forEach(file -> all.add(new Released(name, PresentRecords.parse(file))));
                }
            }
        }
        return all;
    }

    /** What of a release cannot be read any more, or cannot read what is written now; empty where all is well. */
    List<String> objections(List<Schema> present) {
        var byName = present.stream().collect(Collectors.toMap(Schema::getFullName, Function.identity()));
        var released = all().stream()
                .collect(Collectors.groupingBy(
                        one -> one.schema().getFullName(),
                        TreeMap::new,
                        Collectors.mapping(Released::schema, Collectors.toList())));
        List<String> objections = new ArrayList<>();
        released.forEach((name, schemas) -> {
            Schema now = byName.get(name);
            if (now == null) {
                objections.add(name + " was released and is no more: what lies on topics cannot be read");
                return;
            }
            try {
                FULL_TRANSITIVE.validate(now, schemas);
            } catch (SchemaValidationException e) {
                objections.add(name + ": " + e.getMessage());
            }
        });
        return objections;
    }

    /**
     * In what the release of a version differs from what is there now; empty where it does not, and for a snapshot, whose
     * schemas may change.
     */
    List<String> forgotten(String version, List<Of> present) {
        List<String> forgotten = new ArrayList<>();
        if (version.endsWith(SNAPSHOT)) {
            return forgotten;
        }
        for (Of one : present) {
            Path file = file(one, version);
            if (!Files.exists(file)) {
                forgotten.add(file + " is missing" + HOW);
            } else if (!read(file).equals(text(one.schema()))) {
                forgotten.add(file + " is not what is released" + HOW);
            }
        }
        return forgotten;
    }

    /** Writes what is there now as the release of a version, which has not been yet. */
    void write(String version, List<Of> present) {
        for (Of one : present) {
            Path file = file(one, version.replace(SNAPSHOT, ""));
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text(one.schema()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path file(Of record, String version) {
        return root.resolve(record.module().getFileName())
                .resolve(RELEASED)
                .resolve(version)
                .resolve(record.schema().getName() + ".avsc");
    }

    private static String text(Schema schema) {
        return SchemaFormatter.format("json/pretty", schema) + "\n";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
