package io.techinsights.checker.drl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckOutcome.Judged;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.schemas.json.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DroolsChecksPageTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void shouldGiveWhatThePageSays(int example) throws Exception {
        // Given
        Page page = Page.of("drools-checks.md");
        CheckerTypes types = CheckerTypes.onClassPath();
        var read = new CheckReader(types).readAll(page.checks().get(example));
        String facts = page.blocks("json").get(2 * example);
        JsonNode expected = Json.parse(page.blocks("json").get(2 * example + 1));
        assertThat(read.errors()).isEmpty();
        Check check = read.checks().get(0);

        // When
        try (CheckSet set = CheckSet.of(read.checks(), types)) {
            CheckOutcome outcome = set.evaluate(List.of(check), TestDrl.facts("petstore", facts))
                    .get(check.id());

            // Then
            JsonNode result = Json.canonical(expected.path("result"));
            assertThat(outcome).isEqualTo(new Judged(result, null));
            boolean passes = check.passIf() == null
                    ? result.booleanValue()
                    : check.passIf().test(result);
            assertThat(passes).isEqualTo(expected.path("passes").booleanValue());
        }
    }
}
