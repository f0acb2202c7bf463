package io.techinsights.factstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.techinsights.factstore.FactStoreDriver;
import io.techinsights.factstore.history.KeptRow;
import io.techinsights.factstore.history.RowReader;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.json.JsonBytes;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class ObservedRowTest {
    private static final EntityRef ENTITY = EntityRef.parse("component:default/p");
    private static final FactRow ROW = FactStoreDriver.row("r", ENTITY, FactStoreDriver.START, 7);

    private final Topics topics = new Topics("", new InMemorySchemaRegistry(), List.of());
    private final RowReader reader = new RowReader(topics.latestFacts());

    private KeptRow kept(FactRow row) {
        var schema = FactRecords.schemaOf(FactStoreDriver.schema("r", new FactLifecycle.Keep()));
        byte[] bytes =
                topics.latestFacts().value().serializer().serialize("latest-facts", FactRecords.toRecord(schema, row));
        return KeptRow.once(row.observedAt().toEpochMilli(), Bytes.wrap(bytes));
    }

    private static byte[] written(ObservedRow row) throws Exception {
        var out = new JsonBytes(1);
        row.writeTo(out);
        return Json.MAPPER.writeValueAsBytes(out.written());
    }

    @Test
    void shouldBeWrittenAsTheRowIs() throws Exception {
        // When
        var row = new ObservedRow(reader, ENTITY, kept(ROW));

        // Then
        assertThat(row.row()).isEqualTo(ROW);
        assertThat(written(row)).isEqualTo(Json.MAPPER.writeValueAsBytes(ROW.toJson()));
    }

    @Test
    void shouldBeReadToBeWrittenWhereAFactWasObservedToBeNull() throws Exception {
        // Given
        FactRow nothing =
                FactStoreDriver.row("r", ENTITY, FactStoreDriver.START, Map.of("revision", NullNode.getInstance()));

        // When
        var row = new ObservedRow(reader, ENTITY, kept(nothing));

        // Then
        assertThat(written(row)).isEqualTo(Json.MAPPER.writeValueAsBytes(nothing.toJson()));
    }

    @Test
    void shouldSayUntilWhenTheSameWasObserved() throws Exception {
        // Given
        var last = ROW.observedAt().plus(Duration.ofHours(1));

        // When
        var row = new ObservedRow(reader, ENTITY, kept(ROW).until(last.toEpochMilli()));

        // Then
        assertThat(row.lastObservedAt()).isEqualTo(last);
        assertThat(written(row))
                .isEqualTo(Json.MAPPER.writeValueAsBytes(
                        ROW.toJson().put("lastObservedAt", "2026-11-01T01:00:00.000+00:00")));
    }
}
