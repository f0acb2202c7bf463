package io.techinsights.checker.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Findings;
import io.techinsights.checker.operator.Operators;
import io.techinsights.schemas.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTextTest {
    private static final String LEAF = "{\"fact\": \"f\", \"operator\": \"equal\", \"value\": 1%s}";

    private static String leaf(String more) {
        return LEAF.formatted(more);
    }

    private static Condition condition(String json) {
        JsonNode node = Json.parse(json);
        var findings = new Findings("check");
        Condition root = new ConditionReader(new Operators(List.of()), findings)
                .readRoot(node, "rule.conditions")
                .orElseThrow();
        assertThat(findings.errors()).isEmpty();
        return root;
    }

    @Test
    void shouldEvaluateThoseOfOnePriorityTogetherAndTheHighestFirst() {
        // Given
        Condition root = condition("{\"all\": [" + leaf("") + "," + leaf(", \"priority\": 5") + "," + leaf("") + "]}");

        // When
        String text = RuleText.of(7, root);

        // Then
        assertThat(text)
                .isEqualTo("rule 'check 7' when $e : Evaluation(wants(7), test(7, 1) && all(test(7, 0), test(7, 2)))"
                        + " then $e.passed(7); end\n");
    }

    @Test
    void shouldPutWhatIsNestedDeepIntoFunctions() {
        // Given
        Condition root =
                condition("{\"any\": [{\"not\": {\"all\": [{\"any\": [" + leaf("") + "]}, " + leaf("") + "]}}]}");

        // When
        String text = RuleText.of(0, root);

        // Then
        assertThat(text).isEqualTo("""
                function boolean group0_0(Evaluation e0_0) { return e0_0.all((e0_0.test(0, 0)), e0_0.test(0, 1)); }
                rule 'check 0' when $e : Evaluation(wants(0), (no(group0_0(this)))) then $e.passed(0); end
                """);
    }

    @Test
    void shouldHoldNothingThatTheAuthorWrote() {
        // Given
        String hostile = Json.write(Json.array().add("*/ \"); System.exit(1); //\n\\u0022"))
                .replaceAll("^\\[|]$", "");
        Condition root = condition("{\"name\": " + hostile + ", \"all\": [{\"fact\": " + hostile
                + ", \"operator\": \"equal\","
                + " \"value\": " + hostile + ", \"name\": " + hostile + ", \"params\": {\"factRetrieverId\": " + hostile
                + "}}]}");

        // When
        String text = RuleText.of(0, root);

        // Then
        assertThat(text)
                .isEqualTo("rule 'check 0' when $e : Evaluation(wants(0), test(0, 0)) then $e.passed(0); end\n");
    }
}
