package io.techinsights.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CountedFactsTest {
    private final CountedFacts facts = new CountedFacts(3);

    private FactRow row(long number) {
        return facts.row(number, Instant.EPOCH);
    }

    @Test
    void shouldCountAndGoFromEntityToEntity() {
        assertThat(LongStream.range(0, 6).mapToObj(this::row))
                .extracting(row -> row.entity() + " " + row.facts().get("count"))
                .containsExactly(
                        "component:default/service-000000 0",
                        "component:default/service-000001 1",
                        "component:default/service-000002 2",
                        "component:default/service-000000 3",
                        "component:default/service-000001 4",
                        "component:default/service-000002 5");
    }

    @Test
    void shouldChangeTheOutcomeOfAnEntityEachTime() {
        assertThat(LongStream.of(1, 4, 7, 10).mapToObj(this::row))
                .extracting(row -> String.valueOf(row.facts().get("owned")))
                .containsExactly("true", "false", "true", "false");
    }

    @Test
    void shouldFitWhatIsAnnounced() {
        var record = FactRecords.schemaOf(facts.schema());
        assertThat(FactRecords.toRecord(record, row(5)).get("count")).isEqualTo(5L);
        assertThat(facts.announcement()
                        .path("schema")
                        .path("count")
                        .path("type")
                        .asText())
                .isEqualTo("integer");
    }

    @Test
    void shouldKnowAnEntityByItsName() {
        assertThat(CountedFacts.numberOf(row(5).entity().toString())).isEqualTo(2);
    }
}
