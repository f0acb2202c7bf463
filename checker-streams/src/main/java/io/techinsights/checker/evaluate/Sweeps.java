package io.techinsights.checker.evaluate;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the tasks of this process have brought their results up to the checks there are. Until each is through for the
 * first time, an answer may be by a definition, or an age, of before the start.
 */
public final class Sweeps {
    private final Map<Object, Progress> tasks = new ConcurrentHashMap<>();
    private final Map<Object, CheckSet> followed = new ConcurrentHashMap<>();
    private final Set<Object> waiting = ConcurrentHashMap.newKeySet();

    /**
     * How far a sweep is.
     *
     * @param checks the ids of those that changed, or are gone; empty where the sweep is through
     * @param done entities that it is through with
     * @param total entities there are; an estimate while facts come in
     */
    public record Progress(Set<String> checks, long done, long total) {
        /** Nothing is left to do. */
        static final Progress THROUGH = new Progress(Set.of(), 0, 0);

        public Progress {
            checks = Set.copyOf(checks);
        }
    }

    /** A task begins with results that somebody left. */
    void opened(Object task) {
        waiting.add(task);
        tasks.put(task, Progress.THROUGH);
    }

    /** Where a task is, and the checks that it judges by. */
    void reached(Object task, CheckSet checks, Progress progress) {
        tasks.put(task, progress);
        followed.put(task, checks);
    }

    /** All that was due when the task began is done. */
    void passed(Object task) {
        waiting.remove(task);
    }

    /** The task is gone. */
    void closed(Object task) {
        waiting.remove(task);
        tasks.remove(task);
        followed.remove(task);
    }

    /** How many tasks are not through for the first time. */
    public int waiting() {
        return waiting.size();
    }

    /** How far each task of this process is that is judging by this check anew. */
    public List<Progress> of(String checkId) {
        return tasks.values().stream()
                .filter(progress -> progress.checks().contains(checkId))
                .toList();
    }

    /** Whether every task of this process judges by this definition of a check. */
    public boolean isInForce(String checkId, String contentHash) {
        return followed.size() == tasks.size()
                && followed.values().stream()
                        .allMatch(checks -> checks.check(checkId)
                                .filter(check -> check.contentHash().equals(contentHash))
                                .isPresent());
    }

    /** Entities that are still to be judged anew by a changed check. */
    public long remaining() {
        Collection<Progress> all = tasks.values();
        return all.stream()
                .filter(progress -> !progress.checks().isEmpty())
                .mapToLong(progress -> Math.max(0, progress.total() - progress.done()))
                .sum();
    }
}
