package io.techinsights.checker.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckOutcome.Failed;
import io.techinsights.checker.evaluate.CheckOutcome.Judged;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.schemas.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the real json-rules-engine answered is what this one answers: verdict and tree, for thousands of random rules and
 * facts. {@code -Dvectors=path} takes a fresh file instead of the one kept here; src/test/js says how to make one.
 */
class VectorsTest {
    private static final int BATCH = 1000;

    /** One rule, and what came out for each of several sets of facts. */
    private record Case(Check check, List<JsonNode> runs) {}

    @Test
    void shouldAnswerAsTheRealEngineDid() throws IOException {
        // Given
        List<Case> cases = cases();
        List<String> differences = new ArrayList<>();

        // When
        for (int from = 0; from < cases.size(); from += BATCH) {
            List<Case> batch = cases.subList(from, Math.min(cases.size(), from + BATCH));
            try (CompiledChecks compiled = new JsonRulesEngineChecker(List.of())
                    .compile(batch.stream().map(Case::check).toList())) {
                batch.forEach(one -> differences.addAll(differences(one, compiled)));
            }
        }

        // Then
        assertThat(cases.stream().mapToInt(one -> one.runs().size()).sum()).isGreaterThanOrEqualTo(20000);
        assertThat(differences.stream().limit(10))
                .as("%s differences", differences.size())
                .isEmpty();
    }

    private static List<String> differences(Case one, CompiledChecks compiled) {
        String id = one.check().id();
        List<String> differences = new ArrayList<>();
        for (JsonNode run : one.runs()) {
            CheckOutcome outcome = compiled.evaluate(List.of(id), TestFacts.of(run.path("facts")))
                    .get(id);
            if (!agrees(outcome, run)) {
                differences.add("%n  rule %s%n  run  %s%n  ours %s"
                        .formatted(one.check().rule(), run, outcome));
            }
        }
        return differences;
    }

    private static boolean agrees(@Nullable CheckOutcome outcome, JsonNode run) {
        if (outcome instanceof Judged judged) {
            return !run.has("error")
                    && judged.result().booleanValue() == run.path("result").booleanValue()
                    && Json.canonical(run.path("conditions")).equals(judged.conditions());
        }
        return outcome instanceof Failed && run.has("error");
    }

    private static List<Case> cases() throws IOException {
        String file = System.getProperty("vectors");
        List<Case> cases = new ArrayList<>();
        try (InputStream in = file == null
                        ? new GZIPInputStream(
                                VectorsTest.class.getResourceAsStream("/json-rules-engine-7.3.1.jsonl.gz"))
                        : Files.newInputStream(Path.of(file));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> retrievers = new ArrayList<>();
            Json.parse(lines.readLine()).path("retrievers").forEach(id -> retrievers.add(id.textValue()));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode json = Json.parse(line);
                if (json.has("rule")) {
                    cases.add(new Case(check(cases.size(), json.get("rule"), retrievers), new ArrayList<>()));
                } else {
                    cases.get(cases.size() - 1).runs().add(json);
                }
            }
        }
        return cases;
    }

    private static Check check(int number, JsonNode conditions, List<String> retrievers) {
        var json = Json.object();
        json.putObject("rule").set("conditions", Json.canonical(conditions));
        return new Check("check" + number, "json-rules-engine", "n", "d", retrievers, null, json);
    }
}
