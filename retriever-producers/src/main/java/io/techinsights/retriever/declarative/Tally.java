package io.techinsights.retriever.declarative;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** Counts what became of the entities of a run, so that one that fails is told at its end and stops no other. */
final class Tally {
    private static final int SHOWN = 3;

    private final Run run;
    private final List<String> firstFailures = new ArrayList<>();
    private final Map<String, Integer> skipped = new LinkedHashMap<>();
    private int entities;
    private int failed;

    Tally(Run run) {
        this.run = run;
    }

    /** One was observed. */
    void observed() {
        entities++;
    }

    /** There is nothing to observe of one. */
    void skipped(String entity, String reason) {
        entities++;
        skipped.merge(reason, 1, Integer::sum);
        run.trace().skipped(entity, reason);
    }

    /** One could not be observed. */
    void failed(String entity, String reason) {
        entities++;
        failed++;
        if (firstFailures.size() < SHOWN) {
            firstFailures.add(entity + ": " + reason);
        }
    }

    /**
     * Ends the run.
     *
     * @throws ObservationException saying how many failed, and the first of them
     */
    void end() throws ObservationException {
        Logger log = run.context().log();
        if (!skipped.isEmpty()) {
            log.info(
                    "Of {} entities {} were skipped: {}",
                    entities,
                    skipped.values().stream().mapToInt(Integer::intValue).sum(),
                    skipped.entrySet().stream()
                            .map(reason -> reason.getValue() + " " + reason.getKey())
                            .collect(Collectors.joining(", ")));
        }
        if (failed > 0) {
            String more = failed > firstFailures.size() ? "; and " + (failed - firstFailures.size()) + " more" : "";
            throw new ObservationException(
                    failed + " of " + entities + " failed: " + String.join("; ", firstFailures) + more);
        }
    }
}
