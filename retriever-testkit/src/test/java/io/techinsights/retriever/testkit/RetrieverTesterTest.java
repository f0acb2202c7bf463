package io.techinsights.retriever.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.api.FactSink;
import io.techinsights.retriever.api.RetrieverContext;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrieverTesterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Does whatever a test wants. */
    private interface Work {
        void retrieve(RetrieverContext context, FactSink sink) throws Exception;
    }

    private static RetrieverTester tester(String id, String version, Work work) {
        return RetrieverTester.of(new FactRetriever() {
                    @Override
                    public String id() {
                        return id;
                    }

                    @Override
                    public String version() {
                        return version;
                    }

                    @Override
                    public String title() {
                        return id;
                    }

                    @Override
                    public String description() {
                        return id;
                    }

                    @Override
                    public Map<String, FactDefinition> schema() {
                        return Map.of("fine", FactDefinition.of(FactType.BOOLEAN, "Is fine"));
                    }

                    @Override
                    public void retrieve(RetrieverContext context, FactSink sink) throws Exception {
                        work.retrieve(context, sink);
                    }
                })
                .at(NOW);
    }

    private Path catalog() throws IOException {
        return Files.writeString(folder.resolve("catalog.yaml"), """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: { name: petstore }
                """);
    }

    @Test
    void shouldRunOverTheCatalogWithTheConfiguration() throws IOException {
        TestedRun run = tester(
                        "one",
                        "1.0.0",
                        (context, sink) -> context.entities()
                                .forEach(entity -> sink.emit(
                                        entity.ref(),
                                        Map.of("fine", context.config().path("fine")))))
                .catalog(catalog())
                .config((com.fasterxml.jackson.databind.node.ObjectNode) Json.parse("{\"fine\":true}"))
                .run()
                .requireSound();
        assertThat(run.facts("component:petstore")).isEqualTo(Map.<String, JsonNode>of("fine", BooleanNode.TRUE));
        assertThat(run.rows()).extracting(FactRow::observedAt).containsExactly(NOW);
    }

    @Test
    void shouldSayAllThatWouldNotBePublishedAsItIs() {
        EntityRef petstore = EntityRef.parse("component:default/petstore");
        TestedRun run = tester("one", "one", (context, sink) -> {
                    sink.emit(petstore, Map.of("fine", TextNode.valueOf("yes")));
                    sink.emit(petstore, Map.of("fine", BooleanNode.TRUE, "new", BooleanNode.TRUE));
                    sink.emit(petstore, Map.of("fine", BooleanNode.TRUE), NOW.plus(Duration.ofDays(2)));
                })
                .run();
        assertThat(run.rows()).hasSize(1);
        assertThat(run.problems())
                .containsExactly(
                        "version() is 'one', expected a semantic version such as 1.0.0",
                        "component:default/petstore: fact 'fine': expected a boolean, got \"yes\"; the row would be refused",
                        "component:default/petstore: fact 'new' is not in the schema, and would be left out",
                        "component:default/petstore: observed at 2026-11-25T12:00:00Z, which is in the future; the row would be refused");
        assertThatThrownBy(run::requireSound).isInstanceOf(AssertionError.class).hasMessageContaining("'new'");
    }

    @Test
    void shouldTellHowARunFailed() {
        TestedRun run = tester("one", "1.0.0", (context, sink) -> {
                    throw new IOException("no such host");
                })
                .run();
        assertThat(run.failure()).get().isInstanceOf(IOException.class);
        assertThatThrownBy(run::requireSound).hasMessageContaining("no such host");
    }

    @Test
    void shouldInterruptARunThatTakesTooLong() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        TestedRun run = tester("one", "1.0.0", (context, sink) -> {
                    try {
                        TimeUnit.HOURS.sleep(1);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                })
                .timeout(Duration.ofMillis(50))
                .run();
        assertThat(run.failure()).get().isInstanceOf(TimeoutException.class);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldSayWhatAFixtureIsWrongIn() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "kind: [");
        assertThatThrownBy(() -> tester("one", "1.0.0", (context, sink) -> {}).catalog(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken.yaml");
    }

    @Test
    void shouldFindTheInstalledOnes() {
        assertThat(RetrieverTester.installed("entityOwnershipFactRetriever")
                        .run()
                        .failure())
                .isEmpty();
        assertThatThrownBy(() -> RetrieverTester.installed("nobody"))
                .hasMessageContaining("entityOwnershipFactRetriever")
                .hasMessageContaining("META-INF/services");
    }
}
