package io.techinsights.checker.evaluate;

import io.techinsights.checker.check.Check;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All checks there are at one time, compiled: immutable, and safe for use by many threads until it is closed. */
public final class CheckSet implements AutoCloseable {
    private static final int RECENT = 8;

    private final Map<String, Check> checks;
    private final List<Check> filtering;
    private final Map<String, List<Check>> readers;
    private final Map<String, Collection<FactUse>> reads;
    private final CheckerTypes types;
    private final Map<String, CompiledChecks> compiled;
    private volatile List<ChecksByType> recent = List.of();
    private volatile boolean closed;

    private CheckSet(List<Check> checks, CheckerTypes types, Map<String, CompiledChecks> compiled) {
        this.checks = checks.stream()
                .collect(
                        Collectors.toMap(Check::id, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        this.filtering = checks.stream().filter(check -> check.filter() != null).toList();
        this.readers = new LinkedHashMap<>();
        this.reads = new HashMap<>();
        checks.forEach(check -> {
            check.factIds()
                    .forEach(retriever -> readers.computeIfAbsent(retriever, key -> new ArrayList<>())
                            .add(check));
            types.find(check.type()).ifPresent(checker -> reads.put(check.id(), List.copyOf(checker.reads(check))));
        });
        this.types = types;
        this.compiled = compiled;
    }

    /** Compiles checks that were validated. */
    public static CheckSet of(List<Check> checks, CheckerTypes types) {
        return compile(checks, types, Map.of());
    }

    /** The set after a change; what did not change is taken over from this one. Each of the two is to be closed. */
    public CheckSet changedTo(List<Check> now) {
        return compile(now, types, compiled);
    }

    private static CheckSet compile(List<Check> checks, CheckerTypes types, Map<String, CompiledChecks> before) {
        Map<String, List<Check>> byType =
                checks.stream().collect(Collectors.groupingBy(Check::type, LinkedHashMap::new, Collectors.toList()));
        Map<String, CompiledChecks> compiled = new LinkedHashMap<>();
        boolean done = false;
        try {
            byType.forEach((type, ofType) -> types.find(type).ifPresent(checker -> {
                CompiledChecks old = before.get(type);
                compiled.put(type, old == null ? checker.compile(ofType) : checker.compile(ofType, old));
            }));
            var set = new CheckSet(checks, types, compiled);
            done = true;
            return set;
        } finally {
            if (!done) {
                compiled.values().forEach(CompiledChecks::close);
            }
        }
    }

    /** In the order they are listed. */
    public Collection<Check> checks() {
        return checks.values();
    }

    /** The check of this id. */
    public Optional<Check> check(String id) {
        return Optional.ofNullable(checks.get(id));
    }

    /** The checks that read facts of this retriever. */
    public List<Check> readersOf(String retrieverId) {
        return readers.getOrDefault(retrieverId, List.of());
    }

    /** The checks that look at how the catalog describes an entity. */
    public List<Check> filtering() {
        return filtering;
    }

    /** Every fact that a check of this set names. */
    public Collection<FactUse> reads(Check check) {
        return reads.getOrDefault(check.id(), List.of());
    }

    /**
     * Evaluates these checks over the facts of one entity; each has an outcome, whatever becomes of the others.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public Map<String, CheckOutcome> evaluate(Collection<Check> selected, EntityFacts facts) {
        if (closed) {
            throw new IllegalStateException("This set of checks is closed");
        }
        Map<String, List<String>> idsByType = byType(selected).ids();
        if (idsByType.size() == 1) {
            Map.Entry<String, List<String>> only =
                    idsByType.entrySet().iterator().next();
            return ofType(only.getKey(), only.getValue(), facts);
        }
        Map<String, CheckOutcome> outcomes = new LinkedHashMap<>();
        idsByType.forEach((type, ids) -> outcomes.putAll(ofType(type, ids, facts)));
        return outcomes;
    }

    private ChecksByType byType(Collection<Check> selected) {
        List<ChecksByType> known = recent;
        for (ChecksByType one : known) {
            if (one.isOf(selected)) {
                return one;
            }
        }
        var added = new ChecksByType(selected);
        recent = Stream.concat(Stream.of(added), known.stream()).limit(RECENT).toList();
        return added;
    }

    private Map<String, CheckOutcome> ofType(String type, List<String> ids, EntityFacts facts) {
        CompiledChecks ofType = compiled.get(type);
        if (ofType != null) {
            return guarded(type, ofType, ids, facts);
        }
        var unknown = new CheckOutcome.Failed("no FactChecker handles checks of type '" + type + "'", null);
        Map<String, CheckOutcome> outcomes = new LinkedHashMap<>();
        ids.forEach(id -> outcomes.put(id, unknown));
        return outcomes;
    }

    /** A checker may be anybody's code: what it throws, or leaves out, is an error of those checks alone. */
    private Map<String, CheckOutcome> guarded(String type, CompiledChecks ofType, List<String> ids, EntityFacts facts) {
        try {
            Map<String, CheckOutcome> outcomes = ofType.evaluate(ids, facts);
            return outcomes.keySet().containsAll(ids) ? outcomes : completed(outcomes, type, ids, "");
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (closed) {
                throw e;
            }
            return completed(Map.of(), type, ids, ": " + e);
        }
    }

    private static Map<String, CheckOutcome> completed(
            Map<String, CheckOutcome> outcomes, String type, List<String> ids, String cause) {
        var failed = new CheckOutcome.Failed("the checker of type '" + type + "' gave no outcome" + cause, null);
        Map<String, CheckOutcome> all = new LinkedHashMap<>(outcomes);
        ids.forEach(id -> all.putIfAbsent(id, failed));
        return all;
    }

    @Override
    public void close() {
        closed = true;
        compiled.values().forEach(CompiledChecks::close);
    }
}
