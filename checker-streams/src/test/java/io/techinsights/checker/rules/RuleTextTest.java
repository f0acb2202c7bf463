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
        RuleText.Constraint constraint = RuleText.of(7, root);

        // Then
        assertThat(constraint)
                .isEqualTo(new RuleText.Constraint("", "judge(7, test(7, 1) && all(test(7, 0), test(7, 2)))"));
    }

    @Test
    void shouldPutWhatIsNestedDeepIntoFunctions() {
        // Given
        Condition root =
                condition("{\"any\": [{\"not\": {\"all\": [{\"any\": [" + leaf("") + "]}, " + leaf("") + "]}}]}");

        // When
        RuleText.Constraint constraint = RuleText.of(0, root);

        // Then
        assertThat(constraint.functions()).isEqualTo("""
                function boolean group0_0(Evaluation e0_0) { return e0_0.all((e0_0.test(0, 0)), e0_0.test(0, 1)); }
                """);
        assertThat(constraint.pattern()).isEqualTo("judge(0, (no(group0_0(this))))");
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
        RuleText.Constraint constraint = RuleText.of(0, root);

        // Then
        assertThat(constraint).isEqualTo(new RuleText.Constraint("", "judge(0, test(0, 0))"));
    }

    @Test
    void shouldJudgeAllChecksInOneRule() {
        // Given
        var first = new RuleText.Constraint("function one\n", "judge(0, true)");
        var second = new RuleText.Constraint("function two\n", "judge(1, true)");

        // When
        String text = RuleText.rule(List.of(first, second));

        // Then
        assertThat(text).isEqualTo("""
                function one
                function two
                rule 'checks' when Evaluation(
                judge(0, true),
                judge(1, true)
                ) then end
                """);
    }
}
