package io.techinsights.checker.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckOutcome.Judged;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configuration, facts and answers recorded from Backstage's own Tech Insights backend. */
class RecordedAnswersTest {
    private static final CheckReader.Read READ = read();

    /** The backend merges the facts of all checks asked together, so other checks decide whose score this one reads. */
    private static final Set<String> READS_ITS_OWN_FACTS_HERE = Set.of("collisionReversedCheck");

    private static CompiledChecks compiled;

    @BeforeAll
    static void compile() {
        compiled = new JsonRulesEngineChecker().compile(READ.checks());
    }

    @AfterAll
    static void close() {
        compiled.close();
    }

    @Test
    void shouldReadTheRecordedConfigurationWithoutAnError() {
        // Then
        assertThat(READ.errors()).isEmpty();
        assertThat(READ.checks()).hasSize(34);
        assertThat(READ.warnings().stream().map(CheckProblem::toString))
                .containsExactly(
                        "check 'descriptionOrTagsCheck': links[1]: left out: a link needs a title and a url, found"
                                + " {\"title\":\"Broken link without url\"}",
                        "check 'unlistedRetrieverCheck': rule.conditions.all[0].params.factRetrieverId: retriever"
                                + " 'collisionRetriever.b' is not among the check's factIds [collisionRetriever.a], so the"
                                + " check is in error for every entity");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void shouldAnswerWhatTheBackendAnswered(JsonNode recorded) {
        // Given
        Map<String, Check> checks = READ.checks().stream().collect(Collectors.toMap(Check::id, Function.identity()));

        // When
        Map<String, CheckOutcome> outcomes = compiled.evaluate(checks.keySet(), TestFacts.of(recorded.path("facts")));

        // Then
        for (JsonNode result : recorded.path("results")) {
            String id = result.path("check").textValue();
            if (READS_ITS_OWN_FACTS_HERE.contains(id)) {
                continue;
            }
            Check check = Objects.requireNonNull(checks.get(id), id);
            var judged = (Judged) Objects.requireNonNull(outcomes.get(id), id);
            assertThat(judged.result().booleanValue())
                    .as(id)
                    .isEqualTo(result.path("result").booleanValue());
            assertThat(judged.conditions()).as(id).isEqualTo(Json.canonical(result.path("conditions")));
            assertThat(check.metadata(judged.result().booleanValue()))
                    .isEqualTo(Json.canonical(result.path("metadata")));
            assertThat(check.links().orElse(null)).isEqualTo(result.get("links"));
        }
    }

    @ParameterizedTest
    @MethodSource("completeAnswers")
    void shouldJudgeNoOtherCheckThanTheBackendDid(JsonNode recorded) {
        // Given
        Set<String> asked = READ.checks().stream()
                .filter(check -> check.filter() == null)
                .map(Check::id)
                .collect(Collectors.toSet());

        // When
        Map<String, CheckOutcome> outcomes = compiled.evaluate(asked, TestFacts.of(recorded.path("facts")));

        // Then
        Set<String> answered = Stream.of(recorded.path("results"))
                .flatMap(results -> results.findValuesAsText("check").stream())
                .filter(asked::contains)
                .collect(Collectors.toSet());
        outcomes.values().removeIf(outcome -> !(outcome instanceof Judged));
        assertThat(outcomes.keySet()).isEqualTo(answered);
    }

    static Stream<JsonNode> answers() {
        return text("/upstream/answers.jsonl").lines().map(Json::parse);
    }

    /** Of the entities that the backend was asked all checks for. */
    static Stream<JsonNode> completeAnswers() {
        return answers().filter(recorded -> recorded.path("complete").booleanValue());
    }

    private static CheckReader.Read read() {
        try {
            JsonNode config = new YAMLMapper().readTree(text("/upstream/checks.yaml"));
            return new CheckReader(CheckerTypes.onClassPath())
                    .readAll(config.path("techInsights").path("factChecker").path("checks"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = RecordedAnswersTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
