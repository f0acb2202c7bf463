package io.techinsights.retriever.publish;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.AcknowledgedWriter;
import io.techinsights.streams.topics.CompactedView;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class UnreadSchemasTest {
    @Test
    void shouldNotTakeASchemaForUnknownBeforeAllWereRead() {
        // Given
        var topics = new Topics("", new InMemorySchemaRegistry(), List.of());
        Topic<String, FactSchemaAnnouncement> topic = topics.factSchemas();
        var unread = new CompactedView<>(
                topic.name(),
                topic.key().deserializer(),
                topic.value().deserializer(),
                Map.of(),
                (record, error) -> {},
                RegistryException.Unavailable.class);
        var publisher = new SchemaPublisher(
                topics,
                unread,
                new AcknowledgedWriter(
                        () -> new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer())));

        // When
        assertThatThrownBy(() -> publisher.current("coverage"))

                // Then
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("topic fact-schemas is still being read");
    }
}
