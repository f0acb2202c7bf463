package io.techinsights.checker.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.check.Check;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.avro.FactSource;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives every check of an entity its status: a pure function of the checks, the entity, its facts and their schemas. */
public final class Judge {
    private final Function<String, Optional<FactSchema>> schemas;

    /**
     * What is known of an entity.
     *
     * @param description as the catalog has it; empty where it has none
     * @param rows by retriever id, the newest of each
     */
    public record Subject(String ref, Optional<Entity> description, Map<String, StoredFacts> rows) {}

    /** What is decided before any rule is asked. */
    private record Decision(CheckStatus status, String reason) {}

    /**
     * @param schemas what each retriever announced
     */
    public Judge(Function<String, Optional<FactSchema>> schemas) {
        this.schemas = schemas;
    }

    /** Judges an entity by these checks of a set. */
    public List<CheckResult> judge(CheckSet set, Collection<Check> checks, Subject subject, Instant now) {
        Map<Check, Decision> decided = new LinkedHashMap<>();
        List<Check> toEvaluate = new ArrayList<>();
        for (Check check : checks) {
            Optional<Decision> decision = decide(set, check, subject);
            decision.ifPresentOrElse(known -> decided.put(check, known), () -> toEvaluate.add(check));
        }
        List<CheckResult> results = new ArrayList<>(checks.size());
        decided.forEach((check, decision) -> results.add(result(check, subject, now)
                .setStatus(decision.status())
                .setReason(decision.reason())
                .build()));
        if (!toEvaluate.isEmpty()) {
            Map<String, CheckOutcome> outcomes = set.evaluate(toEvaluate, facts(subject));
            for (Check check : toEvaluate) {
                results.add(evaluated(check, subject, outcomes.get(check.id()), now));
            }
        }
        return results;
    }

    private Optional<Decision> decide(CheckSet set, Check check, Subject subject) {
        return applicability(check, subject).or(() -> unknownFact(set, check)).or(() -> expiry(check, subject));
    }

    private static Optional<Decision> applicability(Check check, Subject subject) {
        var filter = check.filter();
        if (filter == null) {
            return Optional.empty();
        }
        if (subject.description().isEmpty()) {
            return Optional.of(new Decision(
                    CheckStatus.NOT_REPORTED,
                    "the entity is not in the catalog, so the filter cannot be applied to it"));
        }
        return filter.matches(subject.description().get())
                ? Optional.empty()
                : Optional.of(new Decision(CheckStatus.NOT_APPLICABLE, "the filter does not select the entity"));
    }

    /** A fact that no retriever it could come from has announced, while all of them announced something. */
    private Optional<Decision> unknownFact(CheckSet set, Check check) {
        for (FactUse use : set.reads(check)) {
            List<String> candidates = use.retrieverId() == null ? check.factIds() : List.of(use.retrieverId());
            boolean unknown = candidates.stream()
                    .allMatch(retriever -> schemas.apply(retriever)
                            .filter(schema -> schema.fact(use.name()).isEmpty())
                            .isPresent());
            if (unknown && !candidates.isEmpty()) {
                return Optional.of(new Decision(
                        CheckStatus.ERROR,
                        "unknown fact '" + use.name() + "': no schema of " + candidates + " has it"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Decision> expiry(Check check, Subject subject) {
        for (String retriever : check.factIds()) {
            StoredFacts row = subject.rows().get(retriever);
            if (row != null && row.getExpired()) {
                return Optional.of(new Decision(
                        CheckStatus.STALE,
                        "the facts of " + retriever + " expired; they were observed at " + row.getObservedAt()));
            }
        }
        return Optional.empty();
    }

    private static EntityFacts facts(Subject subject) {
        EntityRef entity = EntityRef.parse(subject.ref());
        Map<String, FactRow> rows = new LinkedHashMap<>();
        subject.rows().forEach((retriever, row) -> {
            if (!row.getExpired()) {
                Map<String, JsonNode> values = new LinkedHashMap<>();
                Json.parse(row.getFacts()).properties().forEach(fact -> values.put(fact.getKey(), fact.getValue()));
                rows.put(
                        retriever, new FactRow(retriever, row.getVersion(), entity, row.getObservedAt(), null, values));
            }
        });
        return new EntityFacts(entity, rows);
    }

    private static CheckResult evaluated(Check check, Subject subject, @Nullable CheckOutcome outcome, Instant now) {
        CheckResult.Builder result = result(check, subject, now);
        if (outcome instanceof CheckOutcome.Judged judged) {
            result.setStatus(judged.passed() ? CheckStatus.PASSED : CheckStatus.FAILED)
                    .setResult(value(judged.result()))
                    .setConditions(text(judged.conditions()));
        } else if (outcome instanceof CheckOutcome.NotReported notReported) {
            result.setStatus(CheckStatus.NOT_REPORTED)
                    .setReason(notReported.reason())
                    .setConditions(text(notReported.conditions()));
        } else if (outcome instanceof CheckOutcome.Failed failed) {
            result.setStatus(CheckStatus.ERROR).setReason(failed.reason()).setConditions(text(failed.conditions()));
        } else {
            result.setStatus(CheckStatus.ERROR).setReason("its checker gave no outcome");
        }
        return result.build();
    }

    private static CheckResult.Builder result(Check check, Subject subject, Instant now) {
        List<FactSource> sources = new ArrayList<>();
        for (String retriever : check.factIds()) {
            StoredFacts row = subject.rows().get(retriever);
            if (row != null) {
                sources.add(new FactSource(
                        retriever,
                        row.getVersion(),
                        row.getObservedAt(),
                        row.getTopic(),
                        row.getPartition(),
                        row.getOffset()));
            }
        }
        return CheckResult.newBuilder()
                .setEntity(subject.ref())
                .setCheckId(check.id())
                .setCheckHash(check.contentHash())
                .setFacts(Json.write(values(check, subject)))
                .setSources(sources)
                .setEvaluatedAt(now)
                .setChangedAt(now);
    }

    /** The values of the facts that the conditions name: of a name that two retrievers share, the last one's. */
    private static ObjectNode values(Check check, Subject subject) {
        Set<String> names = new LinkedHashSet<>();
        collectNames(check.rule().path("conditions"), names);
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        for (String retriever : check.factIds()) {
            StoredFacts row = subject.rows().get(retriever);
            if (row != null) {
                Json.parse(row.getFacts()).properties().forEach(fact -> merged.put(fact.getKey(), fact.getValue()));
            }
        }
        ObjectNode values = Json.object();
        for (String name : names) {
            if (merged.containsKey(name)) {
                values.set(name, merged.get(name));
            }
        }
        return values;
    }

    private static void collectNames(JsonNode condition, Set<String> names) {
        if (condition.path("fact").isTextual()) {
            names.add(condition.path("fact").textValue());
        }
        for (String group : List.of("all", "any")) {
            condition.path(group).forEach(child -> collectNames(child, names));
        }
        if (condition.path("not").isObject()) {
            collectNames(condition.path("not"), names);
        }
    }

    private static @Nullable String text(@Nullable JsonNode tree) {
        return tree == null ? null : Json.write(tree);
    }

    private static @Nullable Object value(JsonNode result) {
        return switch (result.getNodeType()) {
            case BOOLEAN -> result.booleanValue();
            case NUMBER -> result.isIntegralNumber() ? (Object) result.longValue() : (Object) result.doubleValue();
            case STRING -> result.textValue();
            case NULL, MISSING -> null;
            default -> Json.write(result);
        };
    }
}
