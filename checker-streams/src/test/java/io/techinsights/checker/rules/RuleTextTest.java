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
        RuleText.Judgement judgement = RuleText.of("e", 7, 30, root);

        // Then
        assertThat(judgement)
                .isEqualTo(new RuleText.Judgement(
                        "", "e.judge(7, e.wants(7) && (e.test(31) && e.all(e.test(30), e.test(32))))"));
    }

    @Test
    void shouldPutWhatIsNestedDeepIntoFunctions() {
        // Given
        Condition root =
                condition("{\"any\": [{\"not\": {\"all\": [{\"any\": [" + leaf("") + "]}, " + leaf("") + "]}}]}");

        // When
        RuleText.Judgement judgement = RuleText.of("e", 0, 0, root);

        // Then
        assertThat(judgement.functions()).isEqualTo("""
                function boolean group0_0(Evaluation e0_0) { return e0_0.all((e0_0.test(0)), e0_0.test(1)); }
                """);
        assertThat(judgement.expression()).isEqualTo("e.judge(0, e.wants(0) && ((e.no(group0_0(e)))))");
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
        RuleText.Judgement judgement = RuleText.of("e", 0, 0, root);

        // Then
        assertThat(judgement).isEqualTo(new RuleText.Judgement("", "e.judge(0, e.wants(0) && (e.test(0)))"));
    }

    @Test
    void shouldJudgeAllChecksInOneRule() {
        // Given
        var first = new RuleText.Judgement("function one\n", "e3.judge(3, true)");
        var second = new RuleText.Judgement("function two\n", "e3.judge(4, true)");

        // When
        String text = RuleText.function("checks3", "e3", List.of(first, second))
                + RuleText.rule(List.of("checks0", "checks3"));

        // Then
        assertThat(text).isEqualTo("""
                function one
                function two
                function boolean checks3(Evaluation e3) {
                return e3.judge(3, true)
                && e3.judge(4, true);
                }
                rule 'checks' when Evaluation(
                checks0(this),
                checks3(this)
                ) then end
                """);
    }
}
