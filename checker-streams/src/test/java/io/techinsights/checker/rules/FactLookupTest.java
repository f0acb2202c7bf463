package io.techinsights.checker.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.schemas.json.Json;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactLookupTest {
    private static final Check CHECK =
            new Check("c", JsonRulesEngineChecker.TYPE, "c", "c", List.of("first", "second"), null, Json.object());

    private final FactTable table = new FactTable();
    private final int[] slots = {
        table.slot(new FactUse(null, "a"), CHECK),
        table.slot(new FactUse(null, "b"), CHECK),
        table.slot(new FactUse("first", "a"), CHECK)
    };
    private final FactLookup lookup = new FactLookup(table, slots);

    /** What is found of a, b, and the first retriever's a. */
    private List<String> find(String rows) {
        @Nullable JsonNode[] facts = new JsonNode[lookup.size()];
        boolean complete = lookup.into(facts, TestFacts.of(rows).rows());
        List<String> found = Arrays.stream(slots)
                .map(slot -> lookup.entry(slot, facts))
                .mapToObj(entry -> entry < 0 ? "missing" : String.valueOf(facts[entry]))
                .toList();
        assertThat(complete).isEqualTo(!found.contains("missing"));
        return found;
    }

    @Test
    void shouldTakeOfTwoFactsOfOneNameTheLastRetrievers() {
        assertThat(find("{'first': {'a': 1, 'b': 2}, 'second': {'a': 3}}")).containsExactly("3", "2", "1");
    }

    @Test
    void shouldFindFactsInWhateverOrderRowsHaveThem() {
        // Given
        find("{'first': {'a': 1, 'x': 0, 'b': 2}}");

        // Then
        assertThat(find("{'first': {'b': 2, 'a': 1}}")).containsExactly("1", "2", "1");
        assertThat(find("{'first': {'x': 0, 'b': null}}")).containsExactly("missing", "null", "missing");
        assertThat(find("{'first': {'x': 0, 'y': 0, 'b': 2, 'a': 1}}")).containsExactly("1", "2", "1");
        assertThat(find("{'first': {'a': 1, 'x': 0, 'b': 2}}")).containsExactly("1", "2", "1");
        assertThat(find("{}")).containsExactly("missing", "missing", "missing");
    }

    @Test
    void shouldFindFactsAmongManyThatNobodyNames() {
        // Given
        String many = "'c': 0, 'd': 0, 'e': 0, 'f': 0, 'g': 0, 'h': 0, 'i': 0, 'j': 0, 'k': 0";

        // Then
        assertThat(find("{'first': {" + many + ", 'b': 2}}")).containsExactly("missing", "2", "missing");
    }
}
