package io.techinsights.retriever.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run emitted, and what the product would make of it.
 *
 * @param rows that would be published, in the order they came
 * @param problems what is wrong with the retriever, and rows and facts that would be refused or left out, each with its entity
 * @param failure what the run ended with; empty where it came to its end
 */
public record TestedRun(List<FactRow> rows, List<String> problems, Optional<Throwable> failure) {
    public TestedRun {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /**
     * The facts of an entity, those of a later row in the place of those of an earlier; empty where none were emitted.
     *
     * @param entity {@code component:default/petstore}, say
     */
    public Map<String, JsonNode> facts(String entity) {
        EntityRef ref = EntityRef.parse(entity);
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        rows.stream().filter(row -> row.entity().equals(ref)).forEach(row -> facts.putAll(row.facts()));
        return facts;
    }

    /**
     * This run, where it came to its end and nothing is wrong with it.
     *
     * @throws AssertionError saying all that is
     */
    public TestedRun requireSound() {
        if (failure.isPresent()) {
            throw new AssertionError("The run failed: " + failure.get(), failure.get());
        }
        if (!problems.isEmpty()) {
            throw new AssertionError("The run has problems:\n" + String.join("\n", problems));
        }
        return this;
    }
}
