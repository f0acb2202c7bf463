package io.techinsights.retriever.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.error.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class FactPublisherTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final EntityRef PETSTORE = EntityRef.parse("component:default/petstore");
    private final Topics topics = new Topics("ti.", new InMemorySchemaRegistry(), List.of());
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final FactSchema schema = new FactSchema(
            "docs",
            "1.0.0",
            null,
            null,
            null,
            new FactLifecycle.Keep(),
            null,
            "facts",
            FactSchema.ORIGIN_RETRIEVER,
            Map.of("pages", FactDefinition.of(FactType.INTEGER, "Pages")));

    private FactPublisher publisher(Producer<byte[], byte[]> to) {
        return new FactPublisher(
                schema,
                topics,
                new RetrieverWriter(() -> to),
                new FactPublisher.Run("run-1", NOW, Set.of()),
                InstantSource.fixed(NOW),
                (rows, refused) -> Optional.empty());
    }

    private static Map<String, JsonNode> pages(int count) {
        return Map.of("pages", IntNode.valueOf(count));
    }

    private FactRow row(ProducerRecord<byte[], byte[]> record) {
        return FactRecords.toRow(
                EntityRef.parse(new String(record.key(), StandardCharsets.UTF_8)),
                topics.facts("facts").value().deserializer().deserialize(record.topic(), record.value()));
    }

    @Test
    void shouldStampRowsAndKeyThemByTheirEntity() {
        // Given
        FactPublisher publisher = publisher(producer);

        // When
        publisher.emit(PETSTORE, pages(3));
        publisher.emit(PETSTORE, pages(4), NOW.minusSeconds(60));
        publisher.finish();

        // Then
        assertThat(producer.history())
                .extracting(this::row)
                .extracting(FactRow::entity, FactRow::observedAt, FactRow::runId, FactRow::version)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(PETSTORE, NOW, "run-1", "1.0.0"),
                        org.assertj.core.groups.Tuple.tuple(PETSTORE, NOW.minusSeconds(60), "run-1", "1.0.0"));
        assertThat(publisher.rows()).isEqualTo(2);
    }

    @Test
    void shouldCommitInBoundedBatches() {
        // Given
        FactPublisher publisher = publisher(producer);

        // When
        for (int i = 0; i < 1201; i++) {
            publisher.emit(PETSTORE, pages(i));
        }

        // Then
        assertThat(producer.commitCount()).isEqualTo(3);
        assertThat(publisher.rows()).isEqualTo(1001);
        publisher.finish();
        assertThat(publisher.rows()).isEqualTo(1201);
        assertThat(producer.history()).hasSize(1201);
    }

    @Test
    void shouldSendARowThatDoesNotFitToTheDeadLettersAndGoOn() {
        // Given
        FactPublisher publisher = publisher(producer);

        // When
        publisher.emit(PETSTORE, Map.of("pages", TextNode.valueOf("many")));
        publisher.emit(PETSTORE, Map.of("pages", IntNode.valueOf(1), "surprise", BooleanNode.TRUE));
        publisher.finish();

        // Then
        ProducerRecord<byte[], byte[]> dead = producer.history().get(0);
        assertThat(dead.topic()).isEqualTo("ti.dead-letters.retrievers");
        assertThat(new String(dead.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8))
                .isEqualTo("fact 'pages': expected an integer, got \"many\"");
        assertThat(new String(dead.value(), StandardCharsets.UTF_8)).contains("\"facts\":{\"pages\":\"many\"}");
        assertThat(row(producer.history().get(1)).facts()).containsOnlyKeys("pages");
        assertThat(publisher.refused()).isEqualTo(1);
        assertThat(publisher.rows()).isEqualTo(1);
    }

    @Test
    void shouldPublishNothingOnceAnotherInstanceTookOver() {
        // Given
        FactPublisher publisher = publisher(producer);
        publisher.emit(PETSTORE, pages(1));
        publisher.emit(PETSTORE, pages(2));
        producer.fenceProducer();

        // When / Then
        assertThatThrownBy(publisher::finish).isInstanceOf(ProducerFencedException.class);
        assertThat(publisher.rows()).isEqualTo(1);
    }

    @Test
    void shouldFailTheRunEvenWhereTheRetrieverSwallowsTheError() {
        // Given
        FactPublisher publisher = publisher(producer);
        producer.commitTransactionException = new org.apache.kafka.common.errors.TimeoutException("away");

        // When / Then
        assertThatThrownBy(() -> publisher.emit(PETSTORE, pages(1))).hasMessage("away");
        assertThatThrownBy(publisher::finish).hasMessage("away");
        assertThat(publisher.rows()).isZero();
    }

    @Test
    void shouldTakeNothingFromARunThatHasEnded() {
        // Given
        FactPublisher publisher = publisher(producer);
        publisher.abandon();

        // When / Then
        assertThatThrownBy(() -> publisher.emit(PETSTORE, pages(1))).hasMessageContaining("has ended");
        assertThat(producer.history()).isEmpty();
    }
}
