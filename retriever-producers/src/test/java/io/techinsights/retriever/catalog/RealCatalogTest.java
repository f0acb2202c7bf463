package io.techinsights.retriever.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.techinsights.retriever.catalog.CatalogProblem.Severity;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads a folder of real catalog files, and the same folder by a naive second route: another parser, split by a pattern. */
class RealCatalogTest {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final YAMLMapper YAML = new YAMLMapper();

    private static Path folder() {
        String folder = System.getProperty("catalogs.real", "");
        assumeThat(folder)
                .as("-Dcatalogs.real=<folder> names a folder of real catalog files")
                .isNotEmpty();
        return Path.of(folder);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<String> naiveDocuments(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^---(?=\\s|$)"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The reference of a valid entity; nothing for another document, nor for YAML 1.2 that this parser does not read. */
    private static Optional<String> naiveRef(String document, List<String> unreadable) {
        try {
            JsonNode json = YAML.readTree(document);
            String name = json.path("metadata").path("name").asText();
            String space = json.path("metadata").path("namespace").asText("default");
            boolean valid =
                    json.path("apiVersion").isTextual() && NAME.matcher(name).matches();
            return valid
                    ? Optional.of((json.path("kind").asText() + ":" + space + "/" + name).toLowerCase(Locale.ROOT))
                    : Optional.empty();
        } catch (IOException e) {
            unreadable.add(document.toLowerCase(Locale.ROOT));
            return Optional.empty();
        }
    }

    private static long naiveContentful(Path file) {
        return naiveDocuments(file)
                .filter(document -> document.lines()
                        .anyMatch(line -> !line.isBlank() && !line.strip().startsWith("#")))
                .count();
    }

    @Test
    void shouldFindEveryEntityThatASecondParserFinds() throws IOException {
        // Given
        Path folder = folder();
        Set<String> naive = new TreeSet<>();
        List<String> unreadable = new ArrayList<>();
        files(folder)
                .forEach(file -> naiveDocuments(file)
                        .flatMap(document -> naiveRef(document, unreadable).stream())
                        .forEach(naive::add));

        // When
        ReadCatalog snapshot = ReadCatalog.of(new FileCatalog(List.of(folder)));

        // Then
        List<EntityRef> found = snapshot.entities().stream().map(Entity::ref).toList();
        assertThat(found).extracting(EntityRef::toString).containsAll(naive);
        assertThat(found)
                .filteredOn(ref -> !naive.contains(ref.toString()))
                .allMatch(ref -> unreadable.stream().anyMatch(document -> document.contains("name: " + ref.name())));
        assertThat(snapshot.complete()).isTrue();
    }

    @Test
    void shouldAccountForEveryDocument() throws IOException {
        // Given
        Path folder = folder();
        long documents = files(folder).stream()
                .mapToLong(RealCatalogTest::naiveContentful)
                .sum();

        // When
        ReadCatalog snapshot = ReadCatalog.of(new FileCatalog(List.of(folder)));

        // Then
        long refused = snapshot.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .filter(problem -> !problem.reason().contains("leads nowhere"))
                .count();
        assertThat(snapshot.entities().size() + refused).isEqualTo(documents);
        assertThat(snapshot.files()).isEqualTo(files(folder).size());
    }
}
