package io.techinsights.retriever.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the catalog backend that Backstage publishes, not against what we think that it does. */
class BackstageBackendTest {
    private static final int IN_FILE = 58;
    /** The file itself is an entity, of kind Location. */
    private static final int ALL = IN_FILE + 1;

    private static @Nullable BackstageBackend backend;
    private static List<Entity> lastSeen = List.of();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Optional<String> obstacle = BackstageBackend.install();
        assumeTrue(obstacle.isEmpty(), () -> "No Backstage backend here: " + obstacle.orElse(""));
        backend = BackstageBackend.start();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> isSettled(all().entities()));
    }

    /** All entities are there, with their relations, which come a moment later. */
    private static boolean isSettled(List<Entity> now) {
        boolean same = now.equals(lastSeen);
        lastSeen = now;
        return same
                && now.size() == ALL
                && now.stream()
                        .filter(entity -> entity.ref().kind().equals("component"))
                        .allMatch(entity -> entity.json().path("relations").size() > 1);
    }

    @AfterAll
    static void stop() {
        if (backend != null) {
            backend.close();
        }
    }

    private static ReadCatalog read(String token, List<String> filters, List<String> fields, int pageSize) {
        assertThat(backend).isNotNull();
        var settings = new BackstageSettings(
                backend.url(),
                Optional.of(token).filter(text -> !text.isEmpty()).map(BearerToken.Text::new),
                "techInsights.catalog.token",
                filters,
                fields,
                pageSize,
                Duration.ofSeconds(10));
        var limits = new PageClient.Limits(10_000_000, new Backoff(2, Duration.ofMillis(100), Duration.ofSeconds(1)));
        return ReadCatalog.of(new BackstageCatalog(settings, limits, InstantSource.system()));
    }

    private static ReadCatalog all() {
        return read(BackstageBackend.TOKEN, List.of(), List.of(), 500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, ALL, 500})
    void shouldReadAllEntitiesByCursor(int pageSize) {
        // When
        ReadCatalog read = read(BackstageBackend.TOKEN, List.of(), List.of(), pageSize);

        // Then
        assertThat(read.problems()).isEmpty();
        assertThat(read.complete()).isTrue();
        assertThat(read.refs()).doesNotHaveDuplicates().isEqualTo(all().refs()).hasSize(ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[{}, {'kind': 'api'}]",
                "{'kind': 'component'}",
                "{'kind': 'COMPONENT', 'spec.lifecycle': 'production'}",
                "{'kind': ['api', 'Resource'], 'spec.type': ['openapi', 'queue', 'nothing']}",
                "[{'kind': 'api'}, {'kind': 'component', 'spec.type': 'library'}]",
                "{'metadata.name': 'service-29'}",
                "{'metadata.namespace': 'default'}",
                "{'metadata.namespace': ['payments', 'operations']}",
                "{'metadata.annotations.github.com/project-slug': 'exists'}",
                "{'metadata.annotations.github.com/project-slug': 'example/service-5'}",
                "{'metadata.annotations.example.com/tier': 6}",
                "{'metadata.labels.tier': 'gold'}",
                "{'metadata.labels': 'exists'}",
                "{'metadata.tags': 'java'}",
                "{'metadata.tags.spring-boot': true}",
                "{'metadata.tags': 'exists'}",
                "{'metadata.links.url': 'https://example.com/b'}",
                "{'spec.ports.name': 'admin'}",
                "{'spec.ports.number': 8080}",
                "{'spec.matrix': 'c'}",
                "{'spec.matrix.a': true}",
                "{'spec.size': 2.5}",
                "{'spec.size': 1000000}",
                "{'spec.size': 0}",
                "{'spec.encrypted': false}",
                "{'spec.nothing': 'exists'}",
                "{'spec.nothing': 'null'}",
                "{'spec.notes': 'exists'}",
                "{'spec.weight': 'exists'}",
                "{'spec': 'exists'}",
                "{'relations.ownedBy': 'group:default/team-search'}",
                "{'relations.ownedby': 'exists'}",
                "{'relations.dependsOn': 'resource:default/resource-0'}",
                "{'spec.dependsOn': 'resource:default/resource-0'}",
                "{'spec.profile.email': 'ADA@example.com'}",
                "{'spec.no.such.path': 'exists'}"
            })
    void shouldSelectTheEntitiesThatOurOwnFilterSelects(String json) {
        // Given
        EntityFilter filter = EntityFilter.of(Json.parse(json.replace('\'', '"')));
        List<String> ours = all().entities().stream()
                .filter(filter::matches)
                .map(entity -> entity.ref().toString())
                .sorted()
                .toList();

        // When
        ReadCatalog theirs = read(BackstageBackend.TOKEN, FilterParameters.of(filter), List.of(), 5);

        // Then
        assertThat(theirs.problems()).isEmpty();
        assertThat(theirs.refs()).isEqualTo(ours);
    }

    @Test
    void shouldReadOnlyTheFieldsThatAreAskedFor() {
        // When
        ReadCatalog read = read(
                BackstageBackend.TOKEN,
                List.of("metadata.name=service-0"),
                List.of("spec.owner", "apiVersion", "kind", "metadata.namespace", "metadata.name"),
                5);

        // Then
        Entity entity = read.entities().get(0);
        assertThat(entity.json())
                .isEqualTo(Json.parse("{\"apiVersion\":\"backstage.io/v1alpha1\",\"kind\":\"Component\","
                        + "\"metadata\":{\"namespace\":\"default\",\"name\":\"service-0\"},"
                        + "\"spec\":{\"owner\":\"team-payments\"}}"));
    }

    @Test
    void shouldSayThatTheTokenIsRefusedOrMissing() {
        // When
        ReadCatalog refused = read("not-the-token", List.of(), List.of(), 5);
        ReadCatalog missing = read("", List.of(), List.of(), 5);

        // Then
        assertThat(refused.complete()).isFalse();
        assertThat(refused.reasons())
                .singleElement()
                .asString()
                .endsWith("answers 401: it refuses the token of techInsights.catalog.token");
        assertThat(missing.reasons())
                .singleElement()
                .asString()
                .endsWith("answers 401: it wants a token, and techInsights.catalog.token is not set");
    }

    @Test
    void shouldSayWhatBackstageDoesNotUnderstand() {
        // When
        ReadCatalog read = read(BackstageBackend.TOKEN, List.of("=odd"), List.of(), 5);

        // Then
        assertThat(read.reasons()).singleElement().asString().contains("answers 400 (Invalid filter, '=odd'");
    }
}
