package io.techinsights.checker.operator;

import io.techinsights.streams.config.KnownNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** The operators a condition may use: those of json-rules-engine and an organisation's own, each with decorators before it. */
public final class Operators {
    private final Map<String, Operator> byName = new HashMap<>();
    private final KnownNames decorators = new KnownNames(Decorator.prefixes());

    /**
     * The built-in operators and these. One of a built-in name takes its place, as in json-rules-engine.
     *
     * @throws IllegalArgumentException where two of the given have one name, or a name is empty
     */
    public Operators(Collection<? extends Operator> custom) {
        Map<String, Operator> own = new HashMap<>();
        for (Operator operator : custom) {
            Operator other = own.put(operator.name(), operator);
            if (operator.name().isEmpty() || other != null) {
                throw new IllegalArgumentException("Operator '" + operator.name() + "' of "
                        + operator.getClass().getName()
                        + (other == null
                                ? " needs a name"
                                : " is also of " + other.getClass().getName()));
            }
        }
        BuiltInOperator.ALL.forEach(operator -> byName.put(operator.name(), operator));
        byName.putAll(own);
    }

    /** The built-in operators and all those on the class path. */
    public static Operators onClassPath() {
        return new Operators(ServiceLoader.load(Operator.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /**
     * The operator of a name; what stands before a colon is a decorator, unless the whole is an operator's name.
     *
     * @throws IllegalArgumentException where there is none; the message names the nearest
     */
    public Operator get(String name) {
        Operator operator = byName.get(name);
        if (operator != null) {
            return operator;
        }
        int colon = name.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException(
                    "unknown operator '" + name + "': " + new KnownNames(byName.keySet()).hint(name));
        }
        String prefix = name.substring(0, colon);
        Decorator decorator = Decorator.of(prefix)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown operator decorator '" + prefix + "': " + decorators.hint(prefix)));
        return decorator.decorate(get(name.substring(colon + 1)));
    }
}
