package io.techinsights.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.standalone.topics.PresentRecords.Of;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesTest {
    private static final Path PROJECT = Path.of("..");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Of this name, in module {@code m}. */
    private static List<Of> record(Schema schema) {
        return List.of(new Of(Path.of("m"), schema));
    }

    private static SchemaBuilder.FieldAssembler<Schema> fields() {
        return SchemaBuilder.record("R").namespace("n").fields().requiredString("a");
    }

    /** The version that the parent of all modules has. */
    private static String version() throws Exception {
        var pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(PROJECT.resolve("pom.xml").toFile());
        return XPathFactory.newInstance().newXPath().evaluate("/project/version", pom);
    }

    @Test
    void shouldReadAndBeReadByEveryRelease() {
        // Given
        var releases = new Releases(PROJECT);

        // When
        List<String> objections = releases.objections(PresentRecords.all());

        // Then
        assertThat(releases.all()).isNotEmpty();
        assertThat(objections).isEmpty();
    }

    /** A release keeps what it wrote: {@code -Dreleased.write=true} puts it down, before the version is tagged. */
    @Test
    void shouldKeepTheSchemasOfTheVersionThatIsReleased() throws Exception {
        // Given
        var releases = new Releases(PROJECT);
        List<Of> present = PresentRecords.ofModules();
        if (Boolean.getBoolean("released.write")) {
            releases.write(version(), present);
        }

        // When
        List<String> forgotten = releases.forgotten(version(), present);

        // Then
        assertThat(forgotten).isEmpty();
    }

    @Test
    void shouldSayWhichRecordOfAReleaseIsNotWrittenDown() {
        // Given
        List<Of> present = record(fields().endRecord());

        // When
        List<String> forgotten = new Releases(folder).forgotten("1.2.0", present);

        // Then
        assertThat(forgotten).singleElement().asString().contains("1.2.0", "R.avsc is missing", "released.write=true");
    }

    @Test
    void shouldSayWhichRecordChangedSinceItWasWrittenDown() {
        // Given
        var releases = new Releases(folder);
        releases.write("1.2.0-SNAPSHOT", record(fields().endRecord()));
        List<Of> present = record(fields().optionalString("b").endRecord());

        // When
        List<String> forgotten = releases.forgotten("1.2.0", present);

        // Then
        assertThat(forgotten).singleElement().asString().contains("R.avsc is not what is released");
        assertThat(releases.forgotten("1.2.0", record(fields().endRecord()))).isEmpty();
        assertThat(releases.forgotten("1.3.0-SNAPSHOT", present)).isEmpty();
    }

    @Test
    void shouldHoldARecordAgainstEveryReleaseOfIt() {
        // Given
        var releases = new Releases(folder);
        releases.write("1.0.0", record(fields().requiredLong("gone").endRecord()));
        releases.write("1.1.0", record(fields().optionalString("b").endRecord()));

        // When
        List<String> objections =
                releases.objections(List.of(fields().optionalString("b").endRecord()));

        // Then
        assertThat(objections).singleElement().asString().contains("n.R", "gone");
    }

    @Test
    void shouldMissARecordThatWasReleased() throws IOException {
        // Given
        var releases = new Releases(folder);
        releases.write("1.0.0", record(fields().endRecord()));

        // When
        List<String> objections = releases.objections(List.of());

        // Then
        assertThat(objections).containsExactly("n.R was released and is no more: what lies on topics cannot be read");
    }
}
