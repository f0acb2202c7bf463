package io.techinsights.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.Topics;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class FactLoadTest {
    private final Topics topics = new Topics("test.", new InMemorySchemaRegistry(), List.of());

    @Test
    void shouldReportARowOfEachEntityInEachRun() {
        // Given
        var load = new FactLoad(FactLoad.METADATA, new FactLifecycle.MaxItems(20));
        try (var producer = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer())) {
            // When
            load.report(producer, topics, 3, 5, 2);

            // Then
            List<FactRow> rows = producer.history().stream()
                    .map(record -> row(record.key(), Objects.requireNonNull(record.value())))
                    .toList();
            assertThat(rows)
                    .extracting(row -> row.entity() + " " + row.observedAt())
                    .doesNotHaveDuplicates()
                    .hasSize(6);
            assertThat(rows)
                    .allSatisfy(
                            row -> assertThat(row.facts()).containsOnlyKeys("hasTitle", "hasDescription", "hasTags"));
            assertThat(rows.get(5).observedAt()).isAfter(rows.get(2).observedAt());
        }
    }

    private FactRow row(String key, byte[] value) {
        var topic = topics.facts(Topics.DEFAULT_FACT_TOPIC);
        return FactRecords.toRow(
                EntityRef.parse(key), topic.value().deserializer().deserialize(topic.name(), value));
    }
}
