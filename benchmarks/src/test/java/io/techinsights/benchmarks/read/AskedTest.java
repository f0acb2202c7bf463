package io.techinsights.benchmarks.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AskedTest {

    @ParameterizedTest
    @EnumSource
    void shouldAskForSomethingElseEachTime(Asked asked) {
        assertThat(asked.questions()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void shouldAskForTenRowsOfOneRetriever() {
        assertThat(Asked.RANGE.questions().get(7))
                .isEqualTo(Question.get("/api/tech-insights/facts/range?entity=component:default/service-000007"
                        + "&ids=remembered&startDatetime=2025-01-01T05:00:00Z&endDatetime=2025-01-01T14:00:00Z"));
    }

    @Test
    void shouldAskForManyEntitiesAtOnce() {
        // When
        List<Question> questions = Asked.BULK.questions();

        // Then
        assertThat(questions)
                .hasSize(13)
                .allSatisfy(question ->
                        assertThat(Json.parse(question.body()).path("entities")).hasSize(750));
    }

    @Test
    void shouldTakeAWholeAnswerOnly() {
        // Given
        String two = "{\"a\":{\"timestamp\":1},\"b\":{\"timestamp\":2}}";

        // Then
        assertThatThrownBy(() -> Asked.LATEST_3.require(two))
                .hasMessageContaining("holds 2 of \"timestamp\":, expected 3");
        assertThat(Asked.LATEST.require("{\"a\":{\"timestamp\":1}}")).isNotEmpty();
    }

    @Test
    void shouldSayHowLongTheBodyIs() {
        // When
        byte[] bytes = Question.post("/checks/run", "[\"ä\"]").bytes(URI.create("http://127.0.0.1:7007"));

        // Then
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("""
                POST /checks/run HTTP/1.1\r
                host: 127.0.0.1:7007\r
                content-type: application/json\r
                content-length: 6\r
                \r
                ["ä"]""");
    }
}
