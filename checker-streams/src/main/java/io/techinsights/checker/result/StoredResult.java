package io.techinsights.checker.result;

import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.json.Utf8;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A result, of which only that is read which every answer about it says; the rest is read where somebody asks for all of it.
 *
 * @param value as JSON
 * @param conditions the evaluated tree as JSON; null where there is none
 * @param facts the values of the facts that the check names, an object as JSON
 * @param whole reads all of it
 */
public record StoredResult(
        String checkId,
        CheckStatus status,
        Utf8 value,
        @Nullable Utf8 conditions,
        Utf8 facts,
        Supplier<CheckResult> whole) {
    /** One that has been read. */
    public static StoredResult of(CheckResult result) {
        String conditions = result.getConditions();
        return new StoredResult(
                result.getCheckId(),
                result.getStatus(),
                value(result),
                conditions == null ? null : Utf8.of(conditions),
                Utf8.of(result.getFacts()),
                () -> result);
    }

    private static Utf8 value(CheckResult result) {
        Object value = result.getResult();
        return Utf8.of(result.getStructured() ? String.valueOf(value) : Json.write(Json.MAPPER.valueToTree(value)));
    }

    /** Whether upstream would answer with it: a rule was evaluated. */
    public boolean isUpstreams() {
        return status == CheckStatus.PASSED || status == CheckStatus.FAILED;
    }
}
