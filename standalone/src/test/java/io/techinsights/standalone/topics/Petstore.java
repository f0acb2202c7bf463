package io.techinsights.standalone.topics;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.checker.evaluate.Subject;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.factstore.latest.Origin;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.avro.RetrieverCommand;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.avro.RunState;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/** One entity on its way through the pipeline, at fixed times. */
final class Petstore {
    private static final Instant DUE = Instant.parse("2026-11-01T10:20:00Z");
    private static final Instant OBSERVED = Instant.parse("2026-11-01T10:20:00.125Z");
    private static final Instant JUDGED = Instant.parse("2026-11-01T10:20:00.480Z");
    private static final String RUN = "5f0c2a4e-7a51-4d3c-9f0e-2f6d1f3f8a10";
    private static final String CHECK = """
            {"titleCheck": {"type": "json-rules-engine", "name": "Title", "description": "Has a title",
              "factIds": ["entityMetadataFactRetriever"],
              "rule": {"conditions": {"all": [{"fact": "hasTitle", "operator": "equal", "value": true}]}}}}""";

    /** The newest row lies here on its fact topic. */
    final Origin origin = new Origin("tech-insights.facts", 1, 4711);

    final FactSchema schema = BuiltInFacts.schemas().stream()
            .filter(schema -> schema.retrieverId().equals("entityMetadataFactRetriever"))
            .findFirst()
            .orElseThrow();

    final Entity entity = Entity.of(Json.parse("""
            {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
             "metadata": {"name": "petstore", "title": "Pet Store", "tags": ["java"]},
             "spec": {"type": "service", "lifecycle": "production", "owner": "group:default/team-a"},
             "relations": [{"type": "ownedBy", "targetRef": "group:default/team-a"}]}"""));

    private final Map<String, JsonNode> facts = new LinkedHashMap<>();
    private final CheckerTypes types = CheckerTypes.onClassPath();
    private final Check check =
            new CheckReader(types).readAll(Json.parse(CHECK)).checks().get(0);

    Petstore() {
        facts.put("hasTitle", Json.parse("true"));
        facts.put("hasDescription", Json.parse("false"));
        facts.put("hasTags", Json.parse("true"));
    }

    GenericRecord row() {
        var row = new FactRow(schema.retrieverId(), schema.version(), entity.ref(), OBSERVED, RUN, facts);
        return FactRecords.toRecord(FactRecords.schemaOf(schema), row);
    }

    CheckDefinition definition() {
        return CheckDefinition.newBuilder()
                .setId(check.id())
                .setType(check.type())
                .setPosition(0)
                .setDefinition(Json.write(check.json()))
                .setOrigin("configuration")
                .setContentHash(check.contentHash())
                .setUpdatedAt(DUE.minusSeconds(3600))
                .build();
    }

    CheckResult result() {
        var values = Json.object();
        facts.forEach(values::set);
        StoredFacts kept = StoredFacts.newBuilder()
                .setVersion(schema.version())
                .setObservedAt(OBSERVED)
                .setTopic(origin.topic())
                .setPartition(origin.partition())
                .setOffset(origin.offset())
                .setFacts(Json.write(values))
                .setExpired(false)
                .build();
        var subject = Subject.of(entity.ref().toString(), Optional.of(entity), Map.of(schema.retrieverId(), kept));
        try (CheckSet set = CheckSet.of(List.of(check), types)) {
            return new Judge(id -> Optional.of(schema))
                    .judge(set, List.of(check), subject, JUDGED)
                    .get(0);
        }
    }

    CheckResult transition() {
        return CheckResult.newBuilder(result())
                .setPreviousStatus(CheckStatus.FAILED)
                .build();
    }

    RetrieverCommand command() {
        return new RetrieverCommand(
                schema.retrieverId(), DUE, List.of(entity.ref().toString()));
    }

    RetrieverRun run() {
        return RetrieverRun.newBuilder()
                .setRetrieverId(schema.retrieverId())
                .setRunId(RUN)
                .setOutcome(RunState.SUCCEEDED)
                .setTrigger("cadence")
                .setStartedAt(OBSERVED)
                .setEndedAt(OBSERVED.plusMillis(90))
                .setRows(1)
                .setRefused(0)
                .setNextDueAt(DUE.plus(java.util.Objects.requireNonNull(schema.cadence())))
                .setNumber(7)
                .setDueAt(DUE)
                .build();
    }
}
