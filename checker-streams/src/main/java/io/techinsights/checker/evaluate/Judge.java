package io.techinsights.checker.evaluate;

import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.check.Check;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.fact.FactSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Gives every check of an entity its status: a pure function of the checks, the entity, its facts and their schemas. */
public final class Judge {
    private final Function<String, Optional<FactSchema>> schemas;
    private final AnnouncedFacts announced;
    private final Freshness freshness;

    /** What is decided before any rule is asked. */
    private record Decision(CheckStatus status, String reason) {}

    /**
     * @param schemas what each retriever announced
     */
    public Judge(Function<String, Optional<FactSchema>> schemas) {
        this.schemas = schemas;
        this.announced = new AnnouncedFacts(schemas);
        this.freshness = new Freshness(schemas);
    }

    /** How old the facts of a check may be. */
    public Freshness freshness() {
        return freshness;
    }

    /**
     * What the results of a check depend on beside entities and their facts: its content, and what is announced of the facts
     * it may read. Where it is another than before, the entities are to be judged anew.
     */
    public String fingerprint(Check check) {
        var text = new StringBuilder(check.contentHash());
        check.factIds()
                .forEach(retriever -> schemas.apply(retriever)
                        .ifPresent(schema -> text.append(' ')
                                .append(Integer.toHexString(Objects.hash(
                                        retriever,
                                        schema.cadence(),
                                        schema.facts().keySet())))));
        return text.toString();
    }

    /** Judges an entity by these checks of a set, in their order but for those that a rule has to be asked for, which come last. */
    public List<CheckResult> judge(CheckSet set, Collection<Check> checks, Subject subject, Instant now) {
        List<CheckResult> results = new ArrayList<>(checks.size());
        List<Check> undecided = new ArrayList<>();
        for (Check check : checks) {
            decide(set, check, subject, now)
                    .ifPresentOrElse(
                            decision -> results.add(new Verdict(set, check, subject, now)
                                    .decided(decision.status(), decision.reason())),
                            () -> undecided.add(check));
        }
        if (!undecided.isEmpty()) {
            Map<String, CheckOutcome> outcomes = set.evaluate(undecided, subject.facts());
            undecided.forEach(
                    check -> results.add(new Verdict(set, check, subject, now).evaluated(outcomes.get(check.id()))));
        }
        return results;
    }

    private Optional<Decision> decide(CheckSet set, Check check, Subject subject, Instant now) {
        return applicability(check, subject).or(() -> unknownFact(set, check)).or(() -> staleness(check, subject, now));
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

    private Optional<Decision> unknownFact(CheckSet set, Check check) {
        return announced
                .unknown(check, set.reads(check))
                .map(unknown -> new Decision(CheckStatus.ERROR, AnnouncedFacts.describe(check, unknown)));
    }

    private Optional<Decision> staleness(Check check, Subject subject, Instant now) {
        for (String retriever : check.factIds()) {
            StoredFacts row = subject.rows().get(retriever);
            if (row != null && row.getExpired()) {
                return stale(retriever, "expired", row);
            }
            Optional<Instant> deadline =
                    row == null ? Optional.empty() : freshness.deadline(check, retriever, row.getObservedAt());
            if (row != null && deadline.isPresent() && !deadline.get().isAfter(now)) {
                return stale(
                        retriever,
                        "are older than " + freshness.limit(check, retriever).orElseThrow(),
                        row);
            }
        }
        return Optional.empty();
    }

    private static Optional<Decision> stale(String retriever, String what, StoredFacts row) {
        return Optional.of(new Decision(
                CheckStatus.STALE,
                "the facts of " + retriever + " " + what + "; they were observed at " + row.getObservedAt()));
    }
}
