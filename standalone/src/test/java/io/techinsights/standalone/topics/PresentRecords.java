package io.techinsights.standalone.topics;

import io.techinsights.schemas.fact.FactRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The records that this program writes to topics and into stores, with the schemas that it registers. */
final class PresentRecords {
    private static final Path ROOT = Path.of("..");

    /** The module that the records of built-in retrievers are of. */
    private static final Path RETRIEVERS = ROOT.resolve("retriever-producers");

    private PresentRecords() {}

    /** A record, and the folder of the module that it is of. */
    record Of(Path module, Schema schema) {}

    static List<Schema> all() {
        return ofModules().stream().map(Of::schema).toList();
    }

    /** Those of every module that has Avro schemas, and those of the built-in retrievers. */
    static List<Of> ofModules() {
        List<Of> all = new ArrayList<>();
        for (Path module : children(ROOT)) {
            Path avro = module.resolve("src/main/avro");
            if (Files.isDirectory(avro)) {
                children(avro).forEach(file -> all.add(new Of(module, registered(parse(file)))));
            }
        }
        BuiltInFacts.schemas().forEach(facts -> all.add(new Of(RETRIEVERS, FactRecords.schemaOf(facts))));
        return all;
    }

    /** Children in the order of their names. */
    static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema of the class that was made of a declared one: it says how Java holds text. */
    private static Schema registered(Schema declared) {
        return SpecificData.get().getSchema(generated(declared));
    }

    /** The class that was made of a declared schema. */
    static Class<?> generated(Schema declared) {
        try {
            return Class.forName(declared.getFullName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
