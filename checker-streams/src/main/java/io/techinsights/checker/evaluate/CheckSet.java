package io.techinsights.checker.evaluate;

import io.techinsights.checker.check.Check;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All checks there are at one time, compiled: immutable, and safe for use by many threads until it is closed. */
public final class CheckSet implements AutoCloseable {
    private final Map<String, Check> checks;
    private final Map<String, List<Check>> readers;
    private final Map<String, FactChecker> checkers;
    private final Map<String, CompiledChecks> compiled;

    private CheckSet(List<Check> checks, Map<String, FactChecker> checkers, Map<String, CompiledChecks> compiled) {
        this.checks = checks.stream()
                .collect(
                        Collectors.toMap(Check::id, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        this.readers = new LinkedHashMap<>();
        checks.forEach(check -> check.factIds()
                .forEach(retriever -> readers.computeIfAbsent(retriever, key -> new ArrayList<>())
                        .add(check)));
        this.checkers = checkers;
        this.compiled = compiled;
    }

    /** Compiles checks that were validated. */
    public static CheckSet of(List<Check> checks, CheckerTypes types) {
        Map<String, List<Check>> byType =
                checks.stream().collect(Collectors.groupingBy(Check::type, LinkedHashMap::new, Collectors.toList()));
        Map<String, FactChecker> checkers = new LinkedHashMap<>();
        Map<String, CompiledChecks> compiled = new LinkedHashMap<>();
        byType.forEach((type, ofType) -> types.find(type).ifPresent(checker -> {
            checkers.put(type, checker);
            compiled.put(type, checker.compile(ofType));
        }));
        return new CheckSet(checks, checkers, compiled);
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

    /** Every fact that a check names. */
    public Collection<FactUse> reads(Check check) {
        FactChecker checker = checkers.get(check.type());
        return checker == null ? List.of() : checker.reads(check);
    }

    /** Evaluates these checks over the facts of one entity; each has an outcome, whatever becomes of the others. */
    public Map<String, CheckOutcome> evaluate(Collection<Check> selected, EntityFacts facts) {
        Map<String, List<String>> idsByType = selected.stream()
                .collect(Collectors.groupingBy(Check::type, Collectors.mapping(Check::id, Collectors.toList())));
        Map<String, CheckOutcome> outcomes = new LinkedHashMap<>();
        idsByType.forEach((type, ids) -> {
            CompiledChecks ofType = compiled.get(type);
            if (ofType == null) {
                var unknown = new CheckOutcome.Failed("no FactChecker handles checks of type '" + type + "'", null);
                ids.forEach(id -> outcomes.put(id, unknown));
            } else {
                outcomes.putAll(ofType.evaluate(ids, facts));
            }
        });
        return outcomes;
    }

    @Override
    public void close() {
        compiled.values().forEach(CompiledChecks::close);
    }
}
