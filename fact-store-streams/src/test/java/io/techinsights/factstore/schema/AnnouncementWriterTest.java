package io.techinsights.factstore.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.factstore.FactStoreDriver;
import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.Oblivion;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.query.UnavailableException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class AnnouncementWriterTest {
    private final Topic<String, FactSchemaAnnouncement> topic =
            new Topics("ti.", new InMemorySchemaRegistry(), List.of()).factSchemas();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final FactSchema schema = FactStoreDriver.schema("r", new FactLifecycle.MaxItems(3))
            .with(new Oblivion.Forgotten(Instant.parse("2026-11-01T00:00:00Z")));

    @Test
    void shouldWriteWhatIsReadAsItWas() {
        // Given
        var writer = new AnnouncementWriter(topic, () -> producer);

        // When
        writer.write(schema);
        writer.close();

        // Then
        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("ti.fact-schemas");
            assertThat(topic.key().deserializer().deserialize("t", record.key()))
                    .isEqualTo("r");
            assertThat(new AnnouncementDeserializer(topic.value().deserializer()).deserialize("t", record.value()))
                    .isEqualTo(schema);
        });
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void shouldSayThatKafkaDidNotTakeIt() {
        // Given
        producer.sendException = new TimeoutException("no broker");
        var writer = new AnnouncementWriter(topic, () -> producer);

        // When
        assertThatThrownBy(() -> writer.write(schema))

                // Then
                .isInstanceOf(UnavailableException.class)
                .hasMessage("the announcement was not acknowledged: no broker");
    }
}
