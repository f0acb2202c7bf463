package io.techinsights.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.avro.FactSource;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class JudgedFactsTest {

    @Test
    void shouldCountAFactOnceHoweverOftenItIsJudged() throws InterruptedException, TimeoutException {
        // Given
        var facts = new JudgedFacts();

        // When
        facts.seen(result(0, 7), 100);
        facts.seen(result(1, 7), 200);
        facts.seen(result(0, 8), 300);
        facts.seen(result(0, 7), 400);

        // Then
        assertThat(facts.await(3)).isEqualTo(300);
    }

    private static CheckResult result(int partition, long offset) {
        var source = FactSource.newBuilder()
                .setRetrieverId("scale")
                .setVersion("1")
                .setObservedAt(Instant.EPOCH)
                .setTopic("facts")
                .setPartition(partition)
                .setOffset(offset)
                .build();
        return CheckResult.newBuilder()
                .setEntity("component:default/petstore")
                .setCheckId("scale")
                .setCheckHash("abc")
                .setStatus(CheckStatus.PASSED)
                .setFacts("{}")
                .setSources(List.of(source))
                .setEvaluatedAt(Instant.EPOCH)
                .setChangedAt(Instant.EPOCH)
                .build();
    }
}
