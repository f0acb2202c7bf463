package io.techinsights.retriever.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.entity.EntityRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntitySearchTest {
    @TempDir
    Path folder;

    @Test
    void shouldFindTheEntityThatCounts() throws IOException, InterruptedException {
        // Given
        String entity = "apiVersion: v1\nkind: Component\nmetadata: { name: %s, title: %s }\n";
        Path first = Files.writeString(
                folder.resolve("a.yaml"),
                entity.formatted("other", "Other") + "---\n" + entity.formatted("one", "First"));
        Path second = Files.writeString(folder.resolve("b.yaml"), entity.formatted("one", "Second"));
        List<Catalog> catalogs = List.of(new FileCatalog(List.of(first)), new FileCatalog(List.of(second)));

        // When
        EntitySearch search = EntitySearch.in(catalogs, EntityRef.parse("component:default/one"));
        EntitySearch nothing = EntitySearch.in(catalogs, EntityRef.parse("component:default/none"));

        // Then
        assertThat(search.found())
                .get()
                .satisfies(entityFound -> assertThat(entityFound
                                .json()
                                .path("metadata")
                                .path("title")
                                .asText())
                        .isEqualTo("First"));
        assertThat(search.entities()).isEqualTo(2);
        assertThat(search.problems()).hasSize(1);
        assertThat(nothing.found()).isEmpty();
    }
}
