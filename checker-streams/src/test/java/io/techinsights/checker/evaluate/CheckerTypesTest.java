package io.techinsights.checker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.checker.rules.JsonRulesEngineChecker;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckerTypesTest {

    @Test
    void shouldFindTheCheckersOnTheClassPath() {
        // When
        CheckerTypes types = CheckerTypes.onClassPath();

        // Then
        assertThat(types.types()).contains(JsonRulesEngineChecker.TYPE);
        assertThat(types.find("no-such-type")).isEmpty();
    }

    @Test
    void shouldRefuseTwoCheckersOfOneType() {
        // Given
        List<FactChecker> twice = List.of(new JsonRulesEngineChecker(), new JsonRulesEngineChecker());

        // Then
        assertThatThrownBy(() -> new CheckerTypes(twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Two checkers are of type 'json-rules-engine'");
    }
}
