package io.techinsights.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.schemas.json.Json;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final String JSON = """
            {"type": "json-rules-engine", "name": "n", "description": "d", "factIds": ["f"],
             "rule": {"conditions": {"all": []}},
             "metadata": {"weight": 1.0, "level": 2}, "successMetadata": {"weight": 5}, "failureMetadata": {"fix": "x"}}
            """;

    private static Check check(String json) {
        return new CheckReader(CheckerTypes.onClassPath())
                .read("one", Json.parse(json))
                .checks()
                .get(0);
    }

    @Test
    void shouldMergeTheMetadataOfTheOutcomeOverThatOfTheCheck() {
        // When
        ObjectNode passed = check(JSON).metadata(true);
        ObjectNode failed = check(JSON).metadata(false);

        // Then
        assertThat(Json.write(passed)).isEqualTo("{\"weight\":5,\"level\":2}");
        assertThat(Json.write(failed)).isEqualTo("{\"weight\":1,\"level\":2,\"fix\":\"x\"}");
    }

    @Test
    void shouldHashWhatItSaysAndNotHowItIsWritten() {
        // Given
        Check reordered =
                check(JSON.replace("\"name\": \"n\", \"description\": \"d\"", "\"description\": \"d\",\"name\": \"n\"")
                        .replace("1.0", "1"));
        Check changed = check(JSON.replace("\"weight\": 5", "\"weight\": 6"));

        // When
        String hash = check(JSON).contentHash();

        // Then
        assertThat(hash)
                .matches("[0-9a-f]{64}")
                .isEqualTo(reordered.contentHash())
                .isNotEqualTo(changed.contentHash());
    }

    @Test
    void shouldLeaveOutLinksThatLackAnEnd() {
        // When
        Check check = check(JSON.replace("\"rule\":", "\"links\": [{\"title\": \"t\"}], \"rule\":"));

        // Then
        assertThat(check.links()).isEmpty();
        assertThat(check.json().has("links")).isFalse();
    }
}
