package io.techinsights.retriever.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.api.FactSink;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.RetrieverIds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** Takes the facts of a run by the rules that they are published by. */
final class RowsOfRun implements FactSink {
    private final FactRetriever retriever;
    private final Map<String, FactDefinition> schema;
    private final Instant startedAt;
    private final List<FactRow> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    RowsOfRun(FactRetriever retriever, InstantSource clock) {
        this.retriever = retriever;
        this.schema = retriever.schema();
        this.startedAt = clock.instant();
        attempt(() -> RetrieverIds.require(retriever.id()));
        if (!Semver.isValid(retriever.version())) {
            problems.add("version() is '" + retriever.version() + "', expected a semantic version such as 1.0.0");
        }
        if (schema.isEmpty()) {
            problems.add("schema() is empty, expected the facts that the retriever may emit");
        }
    }

    private void attempt(Runnable rule) {
        try {
            rule.run();
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void emit(EntityRef entity, Map<String, JsonNode> facts) {
        emit(entity, facts, startedAt);
    }

    @Override
    public synchronized void emit(EntityRef entity, Map<String, JsonNode> facts, Instant observedAt) {
        Map<String, JsonNode> declared = new LinkedHashMap<>();
        boolean fits = true;
        for (Map.Entry<String, JsonNode> fact : facts.entrySet()) {
            FactDefinition definition = schema.get(fact.getKey());
            if (definition == null) {
                problems.add(entity + ": fact '" + fact.getKey() + "' is not in the schema, and would be left out");
                continue;
            }
            String mismatch = definition.type().mismatch(fact.getValue());
            if (mismatch != null) {
                problems.add(entity + ": fact '" + fact.getKey() + "': " + mismatch + "; the row would be refused");
                fits = false;
            }
            declared.put(fact.getKey(), fact.getValue());
        }
        if (observedAt.isAfter(startedAt.plus(FactRow.HORIZON))) {
            problems.add(entity + ": observed at " + observedAt + ", which is in the future; the row would be refused");
            fits = false;
        }
        if (fits) {
            rows.add(new FactRow(retriever.id(), retriever.version(), entity, observedAt, null, declared));
        }
    }

    synchronized TestedRun ended(@Nullable Throwable failure) {
        return new TestedRun(rows, problems, Optional.ofNullable(failure));
    }
}
