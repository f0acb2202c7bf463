package io.techinsights.checker.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.evaluate.KnownEntities;
import io.techinsights.checker.evaluate.Subject;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;

/** Reading entities with their rows, and putting together what several instances say of them. */
class PreviewTest {
    private static Subject subject(String name) {
        return Subject.of("component:default/" + name, Optional.empty(), Map.of());
    }

    private static CheckResult result(String name, CheckStatus status) {
        return CheckResult.newBuilder()
                .setEntity("component:default/" + name)
                .setCheckId("c")
                .setCheckHash("")
                .setStatus(status)
                .setFacts("{}")
                .setSources(List.of())
                .setEvaluatedAt(Instant.EPOCH)
                .setChangedAt(Instant.EPOCH)
                .build();
    }

    private static Preview preview() {
        return new Preview(
                3,
                true,
                result -> Json.object().put("status", result.getStatus().name()));
    }

    /** Of ten entities the first six pass where all passed before. */
    private static void judge(Preview preview, int number) {
        String name = "c" + number;
        preview.judged(
                subject(name),
                result(name, number < 6 ? CheckStatus.PASSED : CheckStatus.STALE),
                result(name, CheckStatus.PASSED));
    }

    @Test
    void shouldSayTheSameWhicheverInstanceJudged() {
        // Given
        Preview alone = preview();
        IntStream.range(0, 10).forEach(number -> judge(alone, number));
        Preview here = preview();
        Preview there = preview();

        // When
        IntStream.range(0, 10).forEach(number -> judge(number % 3 == 0 ? here : there, 9 - number));
        here.add(Json.parse(Json.write(there.toJson())));

        // Then
        JsonNode json = Json.parse(Json.write(here.toJson()));
        assertThat(json).hasToString(alone.toJson().toString());
        assertThat(json.path("counts").path("STALE").asInt()).isEqualTo(4);
        assertThat(entities(json.path("sample")))
                .containsExactly("component:default/c0", "component:default/c6", "component:default/c1");
        assertThat(json.path("difference")).isEqualTo(Json.parse("""
                        {"changed": 4, "changes": [{"from": "PASSED", "to": "STALE", "count": 4}],
                         "sample": [{"entity": "component:default/c6", "from": "PASSED", "to": "STALE"},
                                    {"entity": "component:default/c7", "from": "PASSED", "to": "STALE"},
                                    {"entity": "component:default/c8", "from": "PASSED", "to": "STALE"}]}
                        """));
    }

    private static List<String> entities(JsonNode sample) {
        return StreamSupport.stream(sample.spliterator(), false)
                .map(line -> line.path("entity").asText())
                .toList();
    }

    @Test
    void shouldBePartialWhereOneInstanceIs() {
        // Given
        Preview here = preview();
        Preview there = preview();
        there.cutShort();

        // When
        here.add(there.toJson());

        // Then
        assertThat(here.toJson().path("complete").asBoolean()).isFalse();
    }

    @Test
    void shouldPutEachEntityTogetherWithItsRows() {
        // Given
        var entities = new TreeMap<String, String>();
        List.of("a:d/x", "a:d/x-1", "a:d/x1", "b:d/y").forEach(ref -> entities.put(ref, ""));
        entities.put("a:d/x1", "{\"kind\":\"a\"}");
        var rows = new TreeMap<String, StoredFacts>();
        List.of("a:d/w r", "a:d/x r", "a:d/x s", "a:d/x unasked", "a:d/x1 r", "b:d/y unasked", "c:d/z r")
                .forEach(key -> rows.put(KnownEntities.factsKey(key.split(" ", -1)[0], key.split(" ", -1)[1]), row()));
        var needed = new Subjects.Needed(Set.of("r", "s"), true);

        // When
        var merge = new SubjectMerge(values(entities).iterator(), values(rows).iterator(), needed);
        List<String> subjects = new ArrayList<>();
        merge.forEachRemaining(subject -> subjects.add(subject.ref() + " " + new TreeMap<>(subject.rows()).keySet()
                + (subject.description().isPresent() ? " described" : "")));

        // Then
        assertThat(subjects).containsExactly("a:d/x [r, s]", "a:d/x-1 []", "a:d/x1 [r] described", "b:d/y []");
    }

    private static <V> List<KeyValue<String, V>> values(Map<String, V> map) {
        List<KeyValue<String, V>> values = new ArrayList<>();
        map.forEach((key, value) -> values.add(KeyValue.pair(key, value)));
        return values;
    }

    private static StoredFacts row() {
        return StoredFacts.newBuilder()
                .setVersion("1.0.0")
                .setObservedAt(Instant.EPOCH)
                .setTopic("facts")
                .setPartition(0)
                .setOffset(0)
                .setFacts("{}")
                .setExpired(false)
                .build();
    }
}
