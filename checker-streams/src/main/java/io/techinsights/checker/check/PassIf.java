package io.techinsights.checker.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.js.FactPath;
import io.techinsights.checker.operator.Operator;
import org.jspecify.annotations.Nullable;

/**
 * What the result of a check has to be for an entity to pass, where it is not true or false itself.
 *
 * @param path to what is compared, into a result that is an object or a list; null for the whole
 */
public record PassIf(
        Operator operator, JsonNode value, @Nullable FactPath path) {
    /**
     * Whether an entity with this result passes.
     *
     * @throws RuntimeException whatever the operator throws
     */
    public boolean test(JsonNode result) {
        return operator.test(path == null ? result : path.in(result), value);
    }
}
