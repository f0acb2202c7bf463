package io.techinsights.retriever.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.retriever.catalog.CatalogProblem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCatalogTest {

    @TempDir
    Path folder;

    private static String component(String name) {
        return "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: " + name + "\n";
    }

    private static String location(String spec) {
        return "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: all\nspec:\n" + spec.indent(2);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static List<String> refs(ReadCatalog snapshot) {
        return snapshot.entities().stream()
                .map(entity -> entity.ref().toString())
                .toList();
    }

    @Test
    void shouldKeepWhatAFileHeldWhileSomebodyIsWritingIt() throws IOException {
        // Given
        Path file = write("catalog.yaml", component("one") + "---\n" + component("two"));
        var catalog = new FileCatalog(List.of(file));
        ReadCatalog.of(catalog);

        // When
        write("catalog.yaml", component("one") + "---\n" + component("two") + "  title: [\n");
        ReadCatalog broken = ReadCatalog.of(catalog);
        write("catalog.yaml", component("one"));
        ReadCatalog mended = ReadCatalog.of(catalog);

        // Then
        assertThat(refs(broken)).containsExactly("component:default/one");
        assertThat(broken.kept()).map(Object::toString).containsExactly("component:default/two");
        assertThat(broken.problems()).extracting(CatalogProblem::reason).anyMatch(reason -> reason.contains("kept"));
        assertThat(refs(mended)).containsExactly("component:default/one");
    }

    @Test
    void shouldKeepTheDocumentsBesideABrokenOne() throws IOException {
        // Given
        Path file = write(
                "catalog.yaml",
                "\uFEFF" + component("one").replace("\n", "\r\n") + "---\r\nkind: [broken\r\n---\r\n" + component("two")
                        + "---\nkind: Component\nkind: API\n---\njust text\n---\n" + component("-three") + "---\n");

        // When
        ReadCatalog snapshot = ReadCatalog.of(new FileCatalog(List.of(file)));

        // Then
        assertThat(refs(snapshot)).containsExactly("component:default/one", "component:default/two");
        assertThat(snapshot.problems())
                .extracting(CatalogProblem::document, CatalogProblem::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, Severity.ERROR),
                        org.assertj.core.groups.Tuple.tuple(4, Severity.ERROR),
                        org.assertj.core.groups.Tuple.tuple(5, Severity.ERROR),
                        org.assertj.core.groups.Tuple.tuple(6, Severity.ERROR));
        assertThat(snapshot.problems().get(1).toString())
                .isEqualTo(file + ":14 (document 4): is not YAML: the key 'kind' stands twice in one map");
        assertThat(snapshot.complete()).isTrue();
    }

    @Test
    void shouldTakeTheFirstOfTwoDeclarations() throws IOException {
        // Given
        write("b.yml", component("Same"));
        write("a.yaml", component("same"));
        write("ignored.txt", component("ignored"));

        // When
        ReadCatalog snapshot = ReadCatalog.of(new FileCatalog(List.of(folder)));

        // Then
        assertThat(snapshot.files()).isEqualTo(2);
        assertThat(refs(snapshot)).containsExactly("component:default/same");
        assertThat(snapshot.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).endsWith("b.yml");
            assertThat(problem.reason()).contains("was declared before, at").contains("a.yaml:1");
        });
    }

    @Test
    void shouldFollowLocationsOnceAndReportWhereTheyLeadNowhere() throws IOException {
        // Given
        Path all = write(
                "all.yaml",
                location(
                        "type: url\ntargets:\n- ./sub/*.yaml\n- sub/one.yaml\n- all.yaml\n- gone.yaml\n- https://example.com/x.yaml"));
        write("sub/one.yaml", component("one"));
        write(
                "sub/two.yaml",
                component("two") + "---\n" + location("target: ../all.yaml").replace("all\n", "back\n"));

        // When
        ReadCatalog snapshot = ReadCatalog.of(new FileCatalog(List.of(all)));

        // Then
        assertThat(refs(snapshot))
                .containsExactly(
                        "location:default/all",
                        "component:default/one",
                        "component:default/two",
                        "location:default/back");
        assertThat(snapshot.problems())
                .extracting(CatalogProblem::reason)
                .containsExactly(
                        "the target 'https://example.com/x.yaml' is not followed: only files are",
                        "the target 'gone.yaml' leads nowhere: no such file");
        assertThat(snapshot.complete()).isTrue();
    }

    @Test
    void shouldKeepOddEntitiesWithAWarning() throws IOException {
        // Given
        Path file = write(
                "odd.yaml",
                component("odd").replace("name:", "tags: [OK, fine]\n  name:") + "spec: {owner: 7}\nextra: 1\n");

        // When
        ReadCatalog snapshot = ReadCatalog.of(new FileCatalog(List.of(file)));

        // Then
        assertThat(refs(snapshot)).containsExactly("component:default/odd");
        assertThat(snapshot.problems()).allMatch(problem -> problem.severity() == Severity.WARNING);
        assertThat(snapshot.problems())
                .extracting(CatalogProblem::reason)
                .containsExactly(
                        "has the unknown key 'extra': expected apiVersion, kind, metadata, relations, spec, status",
                        "metadata.tags is \"OK\", expected tags of a-z, 0-9, ':', '+', '#', with '-' between them",
                        "spec.owner is 7, expected a reference such as group:default/team");
    }

    @Test
    void shouldBeIncompleteWhereAPathIsGoneAndSeeAChangedFile() throws IOException {
        // Given
        Path file = write("one.yaml", component("one"));
        var catalog = new FileCatalog(List.of(file, folder.resolve("gone")));
        ReadCatalog before = ReadCatalog.of(catalog);
        Files.writeString(file, component("other-one"));

        // When
        ReadCatalog after = ReadCatalog.of(catalog);

        // Then
        assertThat(before.complete()).isFalse();
        assertThat(before.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .isEqualTo(folder.resolve("gone") + ": cannot be read: no such file or folder"));
        assertThat(refs(before)).containsExactly("component:default/one");
        assertThat(refs(after)).containsExactly("component:default/other-one");
    }

    @Test
    void shouldNotParseAnUnchangedFileAgainWhoseEntitiesAreKnown() throws IOException {
        // Given
        Path file = write("one.yaml", component("one"));
        var catalog = new FileCatalog(List.of(file));
        ReadCatalog before = ReadCatalog.of(catalog);

        // When
        ReadCatalog known = ReadCatalog.of(before.entities(), catalog);
        ReadCatalog unknown = ReadCatalog.of(List.of(), catalog);

        // Then
        assertThat(known.entities()).isEmpty();
        assertThat(known.unchanged()).map(Object::toString).containsExactly("component:default/one");
        assertThat(unknown.entities()).isEqualTo(before.entities());
    }

    @Test
    void shouldFollowALocationThatIsKnownOrKept() throws IOException {
        // Given
        Path all = write("all.yaml", location("target: one.yaml"));
        write("one.yaml", component("one"));
        var catalog = new FileCatalog(List.of(all));
        ReadCatalog before = ReadCatalog.of(catalog);

        // When
        ReadCatalog known = ReadCatalog.of(before.entities(), catalog);
        write("all.yaml", "kind: [");
        ReadCatalog kept = ReadCatalog.of(before.entities(), catalog);
        ReadCatalog keptAgain = ReadCatalog.of(before.entities(), catalog);

        // Then
        assertThat(known.unchanged()).hasSize(2);
        for (ReadCatalog broken : List.of(kept, keptAgain)) {
            assertThat(broken.kept()).map(Object::toString).containsExactly("location:default/all");
            assertThat(broken.unchanged()).map(Object::toString).containsExactly("component:default/one");
        }
    }
}
