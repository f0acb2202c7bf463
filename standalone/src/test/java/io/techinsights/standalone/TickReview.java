package io.techinsights.standalone;

import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.avro.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds what was recorded of runs against the times of their cadence, which are so many seconds apart: a run that came to its end
 * stands for the time it was due at, and for those after it that it says were missed.
 *
 * @param runs by retriever, in their order, each as it was recorded last
 */
record TickReview(Map<String, List<RetrieverRun>> runs, List<String> problems) {
    private static final Duration PERIOD = Duration.ofSeconds(20);

    /**
     * Reviews them.
     *
     * @param records of the topic of runs, in the order of each partition
     */
    static TickReview of(List<RetrieverRun> records) {
        List<String> problems = new ArrayList<>();
        Map<String, RetrieverRun> last = new HashMap<>();
        records.forEach(
                record -> last.merge(record.getRunId(), record, (before, after) -> later(before, after, problems)));
        Map<String, List<RetrieverRun>> runs = last.values().stream()
                .sorted(Comparator.comparing(RetrieverRun::getNumber))
                .collect(Collectors.groupingBy(RetrieverRun::getRetrieverId, TreeMap::new, Collectors.toList()));
        runs.forEach((id, own) -> reviewNumbers(id, own, problems));
        runs.forEach((id, own) -> reviewTicks(id, own, problems));
        return new TickReview(runs, problems);
    }

    /** Of two records of a run the one of its end. */
    private static RetrieverRun later(RetrieverRun before, RetrieverRun after, List<String> problems) {
        if (before.getOutcome() == RunState.RUNNING) {
            return after;
        }
        if (after.getOutcome() != RunState.RUNNING && after.getOutcome() != before.getOutcome()) {
            problems.add(name(before) + " ended as " + before.getOutcome() + " and as " + after.getOutcome());
        }
        return before;
    }

    private static String name(RetrieverRun run) {
        return run.getRetrieverId() + " run " + run.getNumber() + " (" + run.getRunId() + ", " + run.getTrigger()
                + ", due " + run.getDueAt() + ", missed " + run.getMissed() + ", started " + run.getStartedAt() + ", "
                + run.getOutcome() + ")";
    }

    private static void reviewNumbers(String id, List<RetrieverRun> runs, List<String> problems) {
        runs.stream().collect(Collectors.groupingBy(RetrieverRun::getNumber)).forEach((number, same) -> {
            if (same.size() > 1) {
                problems.add(id + " has " + same.size() + " runs of number " + number + ": "
                        + same.stream().map(TickReview::name).collect(Collectors.joining("; ")));
            }
        });
    }

    private static void reviewTicks(String id, List<RetrieverRun> runs, List<String> problems) {
        TreeMap<Instant, Integer> stoodFor = new TreeMap<>();
        for (RetrieverRun run : runs) {
            if (isEnded(run) && run.getDueAt() != null) {
                for (int i = 0; i <= run.getMissed(); i++) {
                    stoodFor.merge(run.getDueAt().plus(PERIOD.multipliedBy(i)), 1, Integer::sum);
                }
            }
        }
        stoodFor.forEach((tick, times) -> {
            if (times > 1) {
                problems.add(id + " ran " + times + " times for " + tick + ": " + around(runs, tick));
            }
        });
        if (stoodFor.isEmpty()) {
            return;
        }
        Instant end = stoodFor.lastKey();
        Instant first = stoodFor.firstKey();
        if (Duration.between(runs.get(0).getStartedAt(), first).compareTo(PERIOD) > 0) {
            problems.add(id + " began at " + runs.get(0).getStartedAt() + ", and ran for no time before " + first);
        }
        for (Instant tick = first; tick.isBefore(end); tick = tick.plus(PERIOD)) {
            if (!stoodFor.containsKey(tick)) {
                problems.add(id + " never ran for " + tick + ": " + around(runs, tick));
            }
        }
    }

    private static String around(List<RetrieverRun> runs, Instant tick) {
        return runs.stream()
                .filter(run -> Duration.between(run.getStartedAt(), tick).abs().compareTo(Duration.ofMinutes(1)) < 0)
                .map(TickReview::name)
                .collect(Collectors.joining("; "));
    }

    /** It ran, well or not; one that was cut short is run again. */
    private static boolean isEnded(RetrieverRun run) {
        return run.getOutcome() != RunState.RUNNING && run.getOutcome() != RunState.INTERRUPTED;
    }

    /** Whether so many retrievers have succeeded since. */
    boolean isThrough(int retrievers, Instant since) {
        return runs.values().stream()
                        .filter(own -> own.stream()
                                .anyMatch(run -> run.getOutcome() == RunState.SUCCEEDED
                                        && run.getStartedAt().isAfter(since)))
                        .count()
                == retrievers;
    }

    /**
     * What is wrong with the rows that were published.
     *
     * @param rows by run
     */
    List<String> wrongRows(Map<String, Integer> rows, int entities) {
        List<String> wrong = new ArrayList<>();
        Map<String, RetrieverRun> known = new HashMap<>();
        runs.values().forEach(own -> own.forEach(run -> known.put(run.getRunId(), run)));
        rows.forEach((id, count) -> {
            RetrieverRun run = known.get(id);
            if (run == null || count > entities) {
                wrong.add(count + " rows of " + (run == null ? "a run that nobody recorded" : name(run)));
            }
        });
        known.forEach((id, run) -> {
            if (run.getOutcome() == RunState.SUCCEEDED && rows.getOrDefault(id, 0) != run.getRows()) {
                wrong.add(rows.getOrDefault(id, 0) + " rows, not " + run.getRows() + ", of " + name(run));
            }
        });
        return wrong;
    }

    /** For a person. */
    String figures() {
        List<RetrieverRun> all = runs.values().stream().flatMap(List::stream).toList();
        List<RetrieverRun> served = all.stream()
                .filter(run -> isEnded(run) && run.getDueAt() != null)
                .toList();
        long madeUp = served.stream().mapToLong(RetrieverRun::getMissed).sum();
        Duration latest = served.stream()
                .map(run -> Duration.between(run.getDueAt(), run.getStartedAt()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return "%d ticks, %d of them made up for by a later run; %d runs %s, triggers %s; at most %d ms late"
                .formatted(
                        served.size() + madeUp,
                        madeUp,
                        all.size(),
                        counts(all, run -> run.getOutcome().toString()),
                        counts(all, RetrieverRun::getTrigger),
                        latest.toMillis());
    }

    private static Map<String, Long> counts(List<RetrieverRun> runs, Function<RetrieverRun, String> by) {
        return runs.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }
}
