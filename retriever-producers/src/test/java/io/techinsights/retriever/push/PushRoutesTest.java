package io.techinsights.retriever.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.retriever.publish.SchemaPublisher;
import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.Oblivion;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.registry.SchemaRegistry;
import io.techinsights.schemas.topic.PushKey;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.AcknowledgedWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PushRoutesTest {
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private @Nullable RegistryException registryError;
    private final Topics topics = new Topics("ti.", registry(), List.of());
    private final AcknowledgedWriter writer = new AcknowledgedWriter(() -> producer);
    private final SchemaPublisher schemas = new SchemaPublisher(topics, this::announced, writer);
    private final FactPush push =
            new FactPush(topics, writer, InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z")), "ti.");
    private final PushRoutes routes = new PushRoutes(new PushedSchemas(schemas), topics, push);

    private SchemaRegistry registry() {
        var memory = new InMemorySchemaRegistry();
        return new SchemaRegistry() {
            @Override
            public int register(String subject, Schema schema) {
                if (registryError != null && subject.contains("io.techinsights.facts")) {
                    throw registryError;
                }
                return memory.register(subject, schema);
            }

            @Override
            public void requireCompatible(String subject, Schema schema) {
                memory.requireCompatible(subject, schema);
            }

            @Override
            public Schema byId(int id) {
                return memory.byId(id);
            }
        };
    }

    private Optional<FactSchemaAnnouncement> announced(String id) {
        return producer.history().stream()
                .filter(record -> record.topic().equals("ti.fact-schemas"))
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(id))
                .map(record -> topics.factSchemas().value().deserializer().deserialize(record.topic(), record.value()))
                .reduce((before, after) -> after);
    }

    private static JsonNode schema(String version) {
        return Json.parse("{\"version\":\"" + version
                + "\",\"schema\":{\"coverage\":{\"type\":\"float\",\"description\":\"c\"}}}");
    }

    private static PushBody rows() {
        return facts("{\"facts\":[{\"entity\":\"component:a\",\"facts\":{\"coverage\":1.5,\"x\":1}},"
                + "{\"entity\":\"component:b\",\"facts\":{\"coverage\":\"no\"}}]}");
    }

    private static PushBody facts(String json) {
        return PushBody.of(Json.parse(json), Optional.of("build-7"), "facts");
    }

    @Test
    void shouldAnnounceASchemaAndKeepTheHighestVersion() {
        // Given
        routes.putSchema("sonar", schema("1.10.0"));

        // When
        Reply lower = routes.putSchema("sonar", schema("1.9.0"));

        // Then
        assertThat(lower.body()).hasToString("{\"id\":\"sonar\",\"version\":\"1.9.0\",\"latestVersion\":\"1.10.0\"}");
        assertThat(schemas.current("sonar").map(FactSchema::version)).contains("1.10.0");
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void shouldAcceptRowsOneByOne() {
        // Given
        routes.putSchema("sonar", schema("1.0.0"));

        // When
        Reply reply = routes.postFacts("sonar", rows());

        // Then
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body())
                .hasToString("{\"accepted\":1,"
                        + "\"refused\":[{\"index\":1,\"reason\":\"fact 'coverage': expected a float, got \\\"no\\\"\"}],"
                        + "\"warnings\":[{\"index\":0,\"reason\":\"left out what the schema does not declare: x\"}],"
                        + "\"position\":\"" + reply.headers().get("x-tech-insights-position") + "\"}");
        assertThat(reply.headers())
                .hasEntrySatisfying(
                        "x-tech-insights-position",
                        position -> assertThat(position).matches("facts-0@\\d+"));
        assertThat(producer.history())
                .last()
                .satisfies(record -> assertThat(record.topic()).isEqualTo("ti.facts"));
    }

    @Test
    void shouldGiveEachRowOfAPushItsOwnKey() {
        // Given
        routes.putSchema("sonar", schema("1.0.0"));

        // When
        routes.postFacts(
                "sonar",
                facts("{\"facts\":[{\"entity\":\"component:a\",\"facts\":{\"coverage\":1}},"
                        + "{\"entity\":\"component:a\",\"facts\":{\"coverage\":2}}]}"));
        routes.postFacts("sonar", facts("{\"entity\":\"component:a\",\"facts\":{\"coverage\":1}}"));

        // Then
        assertThat(producer.history().stream().map(record -> PushKey.of(record.headers())))
                .containsExactly(
                        Optional.empty(), Optional.of("build-7/0"), Optional.of("build-7/1"), Optional.of("build-7"));
    }

    @Test
    void shouldRefuseTheRequestWhoseOnlyRowIsRefused() {
        // Given
        routes.putSchema("sonar", schema("1.0.0"));
        int before = producer.history().size();

        // When / Then
        assertThatThrownBy(() -> routes.postFacts(
                        "sonar", facts("{\"entity\":\"component:a\",\"facts\":{\"coverage\":\"no\"}}")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessage("The row is refused: fact 'coverage': expected a float, got \"no\"");
        assertThat(producer.history()).hasSize(before);
    }

    @Test
    void shouldSayThatARowIsTooLarge() {
        // Given
        routes.putSchema(
                "notes",
                Json.parse(
                        "{\"version\":\"1.0.0\",\"schema\":{\"text\":{\"type\":\"string\",\"description\":\"t\"}}}"));
        String row = "{\"entity\":\"component:a\",\"facts\":{\"text\":\"" + "x".repeat(1_000_001) + "\"}}";

        // When
        Reply reply = routes.postFacts("notes", facts("{\"facts\":[" + row + "]}"));

        // Then
        assertThat(String.valueOf(reply.body()))
                .containsPattern("\"index\":0,\"reason\":\"the row is \\d+ bytes, expected at most 1000000\"");
        assertThatThrownBy(() -> routes.postFacts("notes", facts(row)))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(413));
    }

    @Test
    void shouldTakeNoRowsOfAForgottenRetrieverUntilItIsAnnouncedAgain() {
        // Given
        Instant then = Instant.parse("2026-11-22T00:00:00Z");
        FactSchema schema = SchemaBody.read("sonar", schema("2.0.0"), topics);
        schemas.announce(schema.with(new Oblivion.Forgotten(then)));
        assertThatThrownBy(() -> routes.postFacts("sonar", rows()))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(404));

        // When
        routes.putSchema("sonar", schema("1.0.0"));

        // Then
        assertThat(routes.postFacts("sonar", rows()).status()).isEqualTo(202);
        assertThat(schemas.current("sonar"))
                .contains(SchemaBody.read("sonar", schema("1.0.0"), topics).with(new Oblivion.Revived(then)));
    }

    @Test
    void shouldRefuseRowsOfNobody() {
        assertThatThrownBy(() -> routes.postFacts("nobody", rows()))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(404))
                .hasMessageContaining("PUT /fact-schemas/nobody");
    }

    @Test
    void shouldLeaveTheSchemaOfARetrieverToIt() {
        // Given
        FactSchema pushed = SchemaBody.read("sonar", schema("1.0.0"), topics);
        schemas.announce(new FactSchema(
                "sonar",
                "1.0.0",
                null,
                null,
                null,
                pushed.lifecycle(),
                null,
                "facts",
                FactSchema.ORIGIN_RETRIEVER,
                pushed.facts()));

        // When
        Reply same = routes.putSchema("sonar", schema("1.0.0"));

        // Then
        assertThat(same.status()).isEqualTo(200);
        assertThatThrownBy(() -> routes.putSchema("sonar", schema("1.0.1")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(409));
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void shouldWriteNothingWhereTheRegistryRefuses() {
        // Given
        registryError = new RegistryException.Refused(409, "incompatible with version 1");

        // When / Then
        assertThatThrownBy(() -> routes.putSchema("sonar", schema("1.0.0")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(409))
                .hasMessageContaining("incompatible with version 1");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldBeUnavailableWhereKafkaOrTheRegistryIsAway() {
        // Given
        routes.putSchema("sonar", schema("1.0.0"));
        producer.sendException = new TimeoutException("no broker");

        // When / Then
        assertThatThrownBy(() -> routes.postFacts("sonar", rows()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("no broker");
        registryError = new RegistryException.Unavailable("no registry", null);
        assertThatThrownBy(() -> routes.putSchema("other", schema("1.0.0")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("no registry");
    }
}
