package io.techinsights.retriever.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.retriever.catalog.CatalogSnapshot;
import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.topics.AcknowledgedWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EntityPublisherTest {
    private final Topics topics = new Topics("ti.", new InMemorySchemaRegistry(), List.of());
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Map<String, CatalogEntity> onTopic = new HashMap<>();
    private final EntityPublisher publisher =
            new EntityPublisher(topics.entities(), () -> Map.copyOf(onTopic), new AcknowledgedWriter(() -> producer));

    private static Entity entity(String name, String title) {
        return Entity.of(Json.parse("{\"apiVersion\":\"v1\",\"kind\":\"Component\",\"metadata\":{\"name\":\"" + name
                + "\",\"title\":\"" + title + "\"}}"));
    }

    private static CatalogSnapshot snapshot(boolean complete, Entity... entities) {
        return new CatalogSnapshot(List.of(entities), List.of(), 1, Instant.EPOCH, complete);
    }

    private Stream<String> written() {
        return producer.history().stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8)
                        + (record.value() == null ? " left" : " changed"));
    }

    @Test
    void shouldWriteWhatChangedAndWhoLeft() {
        // Given
        onTopic.put("component:default/same", entity("same", "Same").toAvro());
        onTopic.put("component:default/other", entity("other", "Before").toAvro());
        onTopic.put("component:default/gone", entity("gone", "Gone").toAvro());

        // When
        publisher.publish(snapshot(true, entity("same", "Same"), entity("other", "After"), entity("new", "New")));

        // Then
        assertThat(written())
                .containsExactly(
                        "component:default/other changed",
                        "component:default/new changed",
                        "component:default/gone left");
    }

    @Test
    void shouldLetNobodyLeaveWhileTheCatalogCannotBeReadWhole() {
        // Given
        onTopic.put(
                "component:default/unreadable",
                entity("unreadable", "Still here").toAvro());

        // When
        publisher.publish(snapshot(false, entity("new", "New")));

        // Then
        assertThat(written()).containsExactly("component:default/new changed");
    }

    @Test
    void shouldNotWriteAgainWhatHasNotBeenReadBackYet() {
        // Given
        publisher.publish(snapshot(true, entity("new", "New")));

        // When
        int again = publisher.publish(snapshot(true, entity("new", "New")));
        int left = publisher.publish(snapshot(true));
        int leftAgain = publisher.publish(snapshot(true));

        // Then
        assertThat(List.of(again, left, leftAgain)).containsExactly(0, 1, 0);
    }
}
