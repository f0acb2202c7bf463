package io.techinsights.checker.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.js.JsTypeError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The operator decorators of json-rules-engine 7.3.1: each stands before a colon and changes the operator after it. */
enum Decorator {
    SOME_FACT("someFact") {
        @Override
        boolean test(JsonNode fact, JsonNode value, Operator next) {
            return fact.isArray() && some(fact, one -> next.test(one, value));
        }
    },
    EVERY_FACT("everyFact") {
        @Override
        boolean test(JsonNode fact, JsonNode value, Operator next) {
            return fact.isArray() && !some(fact, one -> !next.test(one, value));
        }
    },
    SOME_VALUE("someValue") {
        @Override
        boolean test(JsonNode fact, JsonNode value, Operator next) {
            return some(value, one -> next.test(fact, one));
        }
    },
    EVERY_VALUE("everyValue") {
        @Override
        boolean test(JsonNode fact, JsonNode value, Operator next) {
            return !some(value, one -> !next.test(fact, one));
        }
    },
    SWAP("swap") {
        @Override
        boolean test(JsonNode fact, JsonNode value, Operator next) {
            return next.test(value, fact);
        }
    },
    NOT("not") {
        @Override
        boolean test(JsonNode fact, JsonNode value, Operator next) {
            return !next.test(fact, value);
        }
    };

    private final String prefix;

    Decorator(String prefix) {
        this.prefix = prefix;
    }

    static Optional<Decorator> of(String prefix) {
        return Arrays.stream(values()).filter(one -> one.prefix.equals(prefix)).findFirst();
    }

    /** The names, as they are written before the colon. */
    static List<String> prefixes() {
        return Arrays.stream(values()).map(one -> one.prefix).toList();
    }

    abstract boolean test(JsonNode fact, JsonNode value, Operator next);

    /** The operator that this decorator makes of another. */
    Operator decorate(Operator next) {
        return new BuiltInOperator(prefix + ":" + next.name(), (fact, value) -> test(fact, value, next));
    }

    private static boolean some(JsonNode list, Predicate<JsonNode> predicate) {
        if (!list.isArray()) {
            throw new JsTypeError("a list is needed to go through, not " + list.getNodeType());
        }
        for (JsonNode element : list) {
            if (predicate.test(element)) {
                return true;
            }
        }
        return false;
    }
}
