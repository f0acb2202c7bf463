package io.techinsights.faults;

import io.techinsights.faults.cluster.Role;
import io.techinsights.faults.fault.FaultKind;
import io.techinsights.faults.load.Load;
import io.techinsights.faults.load.Observations;
import io.techinsights.faults.model.Differences;
import io.techinsights.faults.verify.Verification;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run in one line. */
record Figures(
        long seed,
        Duration length,
        Map<FaultKind, Integer> faults,
        int endedAlone,
        Load load,
        Observations observations,
        Verification.Outcome outcome,
        Differences differences) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "seed %d, %.1f min: %d faults (%s; %d processes ended on their own); entities: %s; facts: %d sent, %d acknowledged,"
                        + " %d on the topic; %d latest-facts, %d check-results, %d check-transitions; HTTP: %d answers,"
                        + " %d of them 5xx, %d partial, %d stale, %d without an answer; longest without an answer:"
                        + " retrievers %s, facts %s, checks %s; %d differences",
                seed,
                length.toMillis() / 60_000.0,
                faults.values().stream().mapToInt(Integer::intValue).sum(),
                faults.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey().id())
                        .collect(Collectors.joining(", ")),
                endedAlone,
                load.moves(),
                load.journal().sent(),
                load.journal().acknowledged(),
                outcome.facts(),
                outcome.latestFacts(),
                outcome.results(),
                outcome.transitions(),
                observations.answers(),
                observations.refused(),
                observations.partial(),
                observations.stale(),
                observations.silent(),
                observations.longestGap(Role.RETRIEVERS),
                observations.longestGap(Role.FACTS),
                observations.longestGap(Role.CHECKS),
                differences.count());
    }
}
