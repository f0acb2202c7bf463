package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.checker.evaluate.Subject;
import io.techinsights.checker.query.CheckAnswers;
import io.techinsights.checker.registry.DraftReader.Draft;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.query.Reading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Says what checks would say of facts that somebody made up. Nothing of it is kept. */
final class EvaluateRoute {
    private static final String SOURCE = "request";

    private final Drafts drafts;
    private final Supplier<CheckSet> live;
    private final Judge judge;
    private final CheckAnswers answers;
    private final CurrentEntities current;
    private final Function<String, Optional<FactSchema>> schemas;
    private final InstantSource clock;
    private final Slots slots;
    private final Function<EntityRef, String> reached;

    /**
     * @param reached the position up to which the facts of an entity are taken in
     */
    EvaluateRoute(
            Drafts drafts,
            Supplier<CheckSet> live,
            Judge judge,
            CheckAnswers answers,
            CurrentEntities current,
            Function<String, Optional<FactSchema>> schemas,
            InstantSource clock,
            Slots slots,
            Function<EntityRef, String> reached) {
        this.drafts = drafts;
        this.live = live;
        this.judge = judge;
        this.answers = answers;
        this.current = current;
        this.schemas = schemas;
        this.clock = clock;
        this.slots = slots;
        this.reached = reached;
    }

    Reply handle(Request request) {
        EvaluateBody body = EvaluateBody.read(request.requiredBody());
        String position = reached.apply(body.entity());
        return Reply.ok(evaluate(body, request.reading())).with(Request.POSITION, position);
    }

    private ArrayNode evaluate(EvaluateBody body, Reading reading) {
        requireTypes(body.facts());
        CheckSet liveSet = live.get();
        Collection<Check> selected = selected(body, liveSet);
        Optional<Draft> draft = body.draft().map(drafts::read);
        List<Check> all = new ArrayList<>(selected);
        draft.ifPresent(one -> all.add(one.check()));
        Subject subject = subject(body, all, reading);
        ArrayNode list = Json.array();
        answer(list, liveSet, selected, subject);
        draft.ifPresent(one -> {
            try (Slots.Slot slot = slots.take();
                    CheckSet set = drafts.compile(one)) {
                answer(list, set, set.checks(), subject);
            }
        });
        return list;
    }

    private void answer(ArrayNode list, CheckSet set, Collection<Check> checks, Subject subject) {
        Map<String, JsonNode> byId = new HashMap<>();
        judge.judge(set, checks, subject, clock.instant())
                .forEach(result -> set.check(result.getCheckId())
                        .ifPresent(check -> byId.put(check.id(), answers.complete(check, result))));
        checks.forEach(check -> list.add(byId.get(check.id())));
    }

    /** The live checks that are asked for: those that are named, or else all, unless there is a draft to be tried. */
    private static Collection<Check> selected(EvaluateBody body, CheckSet live) {
        if (body.checks().isEmpty()) {
            return body.draft().isPresent() ? List.of() : live.checks();
        }
        return body.checks().get().stream()
                .map(id -> live.check(id)
                        .orElseThrow(() ->
                                ApiException.notFound("Tech insight check with id '" + id + "' is not registered.")))
                .toList();
    }

    private void requireTypes(Map<String, Map<String, JsonNode>> facts) {
        List<CheckProblem> problems = new ArrayList<>();
        facts.forEach((retriever, values) -> schemas.apply(retriever)
                .ifPresent(schema -> FactRecords.mismatches(schema, values)
                        .forEach(mismatch -> problems.add(new CheckProblem("", "facts." + retriever, mismatch)))));
        if (!problems.isEmpty()) {
            String all = problems.stream()
                    .map(problem -> problem.path() + ": " + problem.reason())
                    .collect(java.util.stream.Collectors.joining("; "));
            throw new ApiException(
                    400,
                    "InputError",
                    "The facts do not fit their schemas: " + all,
                    Map.of("problems", CheckProblem.toJson(problems)));
        }
    }

    private Subject subject(EvaluateBody body, Collection<Check> checks, Reading reading) {
        String ref = body.entity().toString();
        Instant now = clock.instant();
        Map<String, StoredFacts> rows = new HashMap<>();
        body.facts().forEach((retriever, values) -> rows.put(retriever, row(retriever, values, now)));
        Optional<Entity> description = body.description();
        if (description.isEmpty() && body.named() && checks.stream().anyMatch(check -> check.filter() != null)) {
            description = current.named(List.of(), reading).described(ref);
        }
        return Subject.of(ref, description, rows);
    }

    private StoredFacts row(String retriever, Map<String, JsonNode> values, Instant now) {
        var facts = Json.object();
        values.forEach(facts::set);
        return StoredFacts.newBuilder()
                .setVersion(schemas.apply(retriever).map(FactSchema::version).orElse(""))
                .setObservedAt(now)
                .setTopic(SOURCE)
                .setPartition(-1)
                .setOffset(-1)
                .setFacts(Json.write(facts))
                .setExpired(false)
                .build();
    }
}
