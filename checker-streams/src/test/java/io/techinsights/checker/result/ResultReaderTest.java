package io.techinsights.checker.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.avro.FactSource;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.registry.WireFormat;
import io.techinsights.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultReaderTest {
    private static final Instant TIME = Instant.parse("2026-11-01T12:00:00.125Z");

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final Topics topics = new Topics("", registry, List.of());
    private final ResultReader reader = new ResultReader(topics);

    private static CheckResult.Builder result() {
        return CheckResult.newBuilder()
                .setEntity("component:default/petstore")
                .setCheckId("titleCheck")
                .setCheckHash("abc")
                .setStatus(CheckStatus.FAILED)
                .setFacts("{\"title\":\"Grüße \\\"x\\\"\",\"lines\":[1,{\"a\":null}]}")
                .setSources(List.of(new FactSource("github", "1.0.0", TIME, "facts", 3, 42L)))
                .setEvaluatedAt(TIME)
                .setChangedAt(TIME);
    }

    static Stream<CheckResult> results() {
        var long1000 = "x".repeat(1000);
        return Stream.of(
                result().setResult(null).build(),
                result().setResult(true).setConditions("{\"all\":[]}").build(),
                result().setResult(false).setReason("€" + long1000).build(),
                result().setResult(0L).setStatus(CheckStatus.PASSED).build(),
                result().setResult(-9_007_199_254_740_991L).build(),
                result().setResult(Long.MIN_VALUE).build(),
                result().setResult(0.1).setConditions(long1000).build(),
                result().setResult(1e21).build(),
                result().setResult(Double.NaN).build(),
                result().setResult("text \"quoted\"").build(),
                result().setResult("{\"a\":1}").setStructured(true).build(),
                result().setResult(true)
                        .setStatus(CheckStatus.ERROR)
                        .setFacts("{}")
                        .build());
    }

    private static void assertSaysTheSame(StoredResult read, CheckResult result) {
        StoredResult whole = StoredResult.of(result);
        assertThat(read.checkId()).isEqualTo(whole.checkId());
        assertThat(read.status()).isEqualTo(whole.status());
        assertThat(read.value()).isEqualTo(whole.value());
        assertThat(read.conditions()).isEqualTo(whole.conditions());
        assertThat(read.facts()).isEqualTo(whole.facts());
        assertThat(read.isUpstreams()).isEqualTo(whole.isUpstreams());
    }

    private byte[] stored(CheckResult result) {
        return topics.checkResults().value().serializer().serialize("store", result);
    }

    @ParameterizedTest
    @MethodSource("results")
    void shouldSayOfBytesWhatItSaysOfTheWholeResult(CheckResult result) {
        // When
        StoredResult read = reader.read(stored(result));

        // Then
        assertSaysTheSame(read, result);
        assertThat(read.whole().get()).isEqualTo(result);
    }

    @Test
    void shouldReadWhatAnotherVersionOfTheSchemaWrote() {
        // Given
        List<Schema.Field> fields = new ArrayList<>();
        CheckResult.getClassSchema().getFields().stream()
                .filter(field -> !field.name().equals("reason"))
                .forEach(field -> fields.add(0, new Schema.Field(field, field.schema())));
        Schema other = Schema.createRecord("CheckResult", null, "io.techinsights.schemas.avro", false, fields);
        CheckResult result = result().setResult(12L).setConditions("{}").build();
        GenericRecord record = new GenericData.Record(other);
        fields.forEach(field -> record.put(field.name(), raw(result, field.name())));
        byte[] stored = WireFormat.write(
                registry.register("store-value", other),
                new GenericDatumWriter<>(other, result.getSpecificData()),
                record);

        // When
        StoredResult read = reader.read(stored);

        // Then
        assertSaysTheSame(read, result);
    }

    private static @Nullable Object raw(CheckResult result, String field) {
        return result.get(CheckResult.getClassSchema().getField(field).pos());
    }
}
