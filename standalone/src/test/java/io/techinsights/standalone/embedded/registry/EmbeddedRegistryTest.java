package io.techinsights.standalone.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.registry.CompatibilityLevel;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.standalone.embedded.Broker;
import io.techinsights.standalone.embedded.EmbeddedBroker;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static Broker broker;

    private static final Vertx VERTX = Vertx.vertx();

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(directory, 0);
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
        broker.close();
    }

    @Test
    void shouldServeOurOwnClient() {
        // Given
        try (var registry = start("served")) {
            var client = new SchemaRegistryClient(registry.address());

            // When
            int id = client.register("people/%ü-value", TestSchemas.NAME);

            // Then
            var stranger = new SchemaRegistryClient(registry.address());
            assertThat(stranger.byId(id)).isEqualTo(TestSchemas.NAME);
            assertThat(stranger.register("people/%ü-value", TestSchemas.NAME)).isEqualTo(id);
            assertThatThrownBy(() -> client.register("people/%ü-value", TestSchemas.NAME_AND_REQUIRED))
                    .isInstanceOf(RegistryException.Refused.class)
                    .hasMessageContaining("field 'owner'")
                    .extracting(refused -> ((RegistryException.Refused) refused).errorCode())
                    .isEqualTo(409);
            client.setCompatibility("people/%ü-value", CompatibilityLevel.BACKWARD);
            assertThat(registry.address().getPort()).isPositive();
        }
    }

    @Test
    void shouldKnowAfterARestartWhatItKnewBefore() throws Exception {
        // Given
        int id;
        try (var registry = start("restarted")) {
            var client = new SchemaRegistryClient(registry.address());
            client.register("gone", TestSchemas.NUMBER);
            id = client.register("people", TestSchemas.NAME);
            client.setCompatibility("people", CompatibilityLevel.NONE);
            var protocol = new RegistryProtocol(registry.address());
            protocol.send("DELETE", "/subjects/gone", null);
            protocol.send("DELETE", "/subjects/gone?permanent=true", null);
            protocol.send("PUT", "/config", "{\"compatibility\": \"FULL\"}");
        }

        // When
        try (var registry = start("restarted")) {

            // Then
            var client = new SchemaRegistryClient(registry.address());
            var protocol = new RegistryProtocol(registry.address());
            assertThat(client.byId(id)).isEqualTo(TestSchemas.NAME);
            assertThat(protocol.get("/subjects?deleted=true")).isEqualTo("[\"people\"]");
            assertThat(protocol.get("/config")).isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
            assertThat(protocol.get("/config/people")).isEqualTo("{\"compatibilityLevel\":\"NONE\"}");
            assertThat(client.register("people", TestSchemas.NUMBER)).isGreaterThan(id);
        }
    }

    @Test
    void shouldGiveEachSchemaOneIdAndOneVersionWhenManyComeAtOnce() throws Exception {
        // Given
        try (var registry = start("crowded")) {

            // When
            List<Integer> ids = IntStream.range(0, 64)
                    .parallel()
                    .mapToObj(i ->
                            new SchemaRegistryClient(registry.address()).register("subject-" + i % 8, fixed(i / 8)))
                    .toList();

            // Then
            Set<Integer> distinct = new HashSet<>(ids);
            assertThat(distinct).hasSize(8).allSatisfy(id -> assertThat(id).isBetween(1, 8));
            assertThat(new RegistryProtocol(registry.address()).get("/subjects/subject-0/versions"))
                    .isEqualTo("[1,2,3,4,5,6,7,8]");
        }
    }

    private static Schema fixed(int size) {
        return TestSchemas.record("{'name': 'f" + size + "', 'type': ['null', 'string'], 'default': null}");
    }

    @Test
    void shouldRefuseATopicThatWouldLoseSchemas() throws ExecutionException, InterruptedException {
        // Given
        try (var admin = Admin.create(clientConfig())) {
            admin.createTopics(List.of(new NewTopic("unfit", 2, (short) 1)))
                    .all()
                    .get();
        }

        // When
        assertThatThrownBy(() -> start("unfit"))

                // Then
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unfit has 2 partitions and cleanup.policy=delete")
                .hasMessageContaining("cleanup.policy=compact");
    }

    @Test
    void shouldNameThePortThatIsTaken() {
        // Given
        try (var first = start("first")) {
            int port = first.address().getPort();

            // When
            assertThatThrownBy(() -> EmbeddedRegistry.start(VERTX, clientConfig(), "second", "127.0.0.1", port))

                    // Then
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }

    private static EmbeddedRegistry start(String topic) {
        return EmbeddedRegistry.start(VERTX, clientConfig(), topic, "127.0.0.1", 0);
    }

    private static Map<String, Object> clientConfig() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
