package io.techinsights.faults.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The checks, each twice: as the product is configured with it, and as a predicate that can be seen to be the same. */
public enum CheckModel {
    KEPT_FLAG("{ fact: keptFlag, operator: equal, value: true }", flag(PushedFacts.KEPT), PushedFacts.KEPT),
    KEPT_HIGH(
            "{ fact: keptLevel, operator: greaterThan, value: 5 }",
            level(PushedFacts.KEPT, n -> n > 5),
            PushedFacts.KEPT),
    KEPT_LOW(
            "{ fact: keptLevel, operator: lessThanInclusive, value: 2 }",
            level(PushedFacts.KEPT, n -> n <= 2),
            PushedFacts.KEPT),
    RECENT_UNSET(
            "{ fact: recentFlag, operator: notEqual, value: true }",
            flag(PushedFacts.RECENT).negate(),
            PushedFacts.RECENT),
    RECENT_EVEN(
            "{ fact: recentLevel, operator: in, value: [0, 2, 4, 6, 8] }",
            level(PushedFacts.RECENT, n -> n % 2 == 0),
            PushedFacts.RECENT),
    RECENT_SEVEN(
            "{ fact: recentLevel, operator: equal, value: 7 }",
            level(PushedFacts.RECENT, n -> n == 7),
            PushedFacts.RECENT),
    CHANGED_FLAG("{ fact: changedFlag, operator: equal, value: true }", flag(PushedFacts.CHANGED), PushedFacts.CHANGED),
    CHANGED_HIGH(
            "{ fact: changedLevel, operator: greaterThanInclusive, value: 5 }",
            level(PushedFacts.CHANGED, n -> n >= 5),
            PushedFacts.CHANGED),
    FLAGS(
            "{ fact: keptFlag, operator: equal, value: true }, { fact: recentFlag, operator: equal, value: true }",
            flag(PushedFacts.KEPT).and(flag(PushedFacts.RECENT)),
            PushedFacts.KEPT,
            PushedFacts.RECENT),
    LEVELS(
            "{ fact: keptLevel, operator: greaterThan, value: 2 }, { fact: changedLevel, operator: lessThan, value: 8 }",
            level(PushedFacts.KEPT, n -> n > 2).and(level(PushedFacts.CHANGED, n -> n < 8)),
            PushedFacts.KEPT,
            PushedFacts.CHANGED);

    private final String conditions;
    private final Predicate<Map<PushedFacts, Values>> rule;
    private final List<PushedFacts> reads;

    CheckModel(String conditions, Predicate<Map<PushedFacts, Values>> rule, PushedFacts... reads) {
        this.conditions = conditions;
        this.rule = rule;
        this.reads = List.of(reads);
    }

    private static Predicate<Map<PushedFacts, Values>> flag(PushedFacts retriever) {
        return facts -> facts.getOrDefault(retriever, new Values(-1, false)).flag();
    }

    private static Predicate<Map<PushedFacts, Values>> level(PushedFacts retriever, Predicate<Long> test) {
        return facts ->
                test.test(facts.getOrDefault(retriever, new Values(-1, false)).level());
    }

    /** The id of the check. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The check of this id. */
    public static Optional<CheckModel> of(String id) {
        return Arrays.stream(values()).filter(check -> check.id().equals(id)).findFirst();
    }

    /** The retrievers whose facts it reads. */
    public List<PushedFacts> reads() {
        return reads;
    }

    /** What it says of these facts. */
    public Status judge(Map<PushedFacts, Values> facts) {
        if (!facts.keySet().containsAll(reads)) {
            return Status.NOT_REPORTED;
        }
        return rule.test(facts) ? Status.PASSED : Status.FAILED;
    }

    /** The check as configuration has it. */
    public String yaml() {
        return "      " + id() + ": { type: json-rules-engine, name: " + id() + ", description: " + id()
                + ", factIds: ["
                + String.join(", ", reads.stream().map(PushedFacts::id).toList())
                + "], rule: { conditions: { all: [" + conditions + "] } } }\n";
    }
}
