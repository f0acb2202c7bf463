package io.techinsights.checker.drl;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckOutcome.Failed;
import io.techinsights.checker.evaluate.CheckOutcome.NotReported;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.schemas.fact.FactRow;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A valid check with its compiled rules. It lives as long as its definition does not change, and so does its exclusion: a
 * check that ran for too long at one entity is not run again.
 */
final class DrlCheck {
    private final Check check;
    private final DrlRule rule;
    private final DrlBase base;
    private volatile @Nullable CheckOutcome exclusion;

    DrlCheck(Check check, DrlRule rule, DrlBase base) {
        this.check = check;
        this.rule = rule;
        this.base = base;
    }

    /** Whether this is a check just as that one is defined. */
    boolean is(Check other) {
        return check.id().equals(other.id()) && check.contentHash().equals(other.contentHash());
    }

    String id() {
        return check.id();
    }

    String text() {
        return rule.drl();
    }

    DrlBase base() {
        return base;
    }

    List<String> factIds() {
        return check.factIds();
    }

    /** Its outcome where its rules need not, or must not, be run. */
    Optional<CheckOutcome> withoutRun(EntityFacts facts) {
        CheckOutcome excluded = exclusion;
        return excluded == null ? notReported(facts) : Optional.of(excluded);
    }

    /** Not to be run any more. */
    CheckOutcome exclude(String reason) {
        var outcome = new Failed(reason, null);
        exclusion = outcome;
        return outcome;
    }

    /** Where a fact that it says it reads is missing, or where it says nothing and there is no fact at all. */
    private Optional<CheckOutcome> notReported(EntityFacts facts) {
        String retrievers = String.join(", ", factIds());
        List<String> missing = rule.reads().stream()
                .filter(use -> !isThere(use, facts))
                .map(FactUse::toString)
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of(new NotReported("no fact " + String.join(", ", missing) + " from " + retrievers, null));
        }
        boolean none = factIds().stream().noneMatch(facts.rows()::containsKey);
        return none && !factIds().isEmpty()
                ? Optional.of(new NotReported("no facts from " + retrievers, null))
                : Optional.empty();
    }

    private boolean isThere(FactUse use, EntityFacts facts) {
        Collection<String> retrievers = use.retrieverId() == null ? factIds() : List.of(use.retrieverId());
        return retrievers.stream().anyMatch(retriever -> {
            FactRow row = facts.rows().get(retriever);
            return row != null && row.facts().containsKey(use.name());
        });
    }
}
