package io.techinsights.checker.evaluate;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The kinds of check this process can judge, by type. */
public final class CheckerTypes {
    private final Map<String, FactChecker> byType = new TreeMap<>();

    /**
     * Takes the checkers given.
     *
     * @throws IllegalArgumentException where two are of one type
     */
    public CheckerTypes(Collection<? extends FactChecker> checkers) {
        for (FactChecker checker : checkers) {
            FactChecker other = byType.putIfAbsent(checker.type(), checker);
            if (other != null) {
                throw new IllegalArgumentException("Two checkers are of type '" + checker.type() + "': "
                        + other.getClass().getName() + " and "
                        + checker.getClass().getName() + "; take one off the class path");
            }
        }
    }

    /** All checkers on the class path. */
    public static CheckerTypes onClassPath() {
        return new CheckerTypes(ServiceLoader.load(FactChecker.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    public Optional<FactChecker> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    public Set<String> types() {
        return Set.copyOf(byType.keySet());
    }

    public Collection<FactChecker> all() {
        return byType.values();
    }
}
