package io.techinsights.checker.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.PassIf;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What the outcome of a rule means for its check.
 *
 * @param result the value that the rule gave; null where it gave none, or one that the check cannot use
 * @param reason why there is no result, or, where the checker says it, why it is what it is
 * @param conditions the tree as far as it was evaluated; null where the checker has none
 */
public record Ruling(
        CheckStatus status,
        @Nullable JsonNode result,
        @Nullable String reason,
        @Nullable JsonNode conditions) {

    /** What this outcome means; none at all is an error of the checker. */
    public static Ruling of(Check check, @Nullable CheckOutcome outcome) {
        if (outcome instanceof CheckOutcome.Judged judged) {
            return judged(check.passIf(), judged);
        }
        if (outcome instanceof CheckOutcome.NotReported missing) {
            return new Ruling(CheckStatus.NOT_REPORTED, null, missing.reason(), missing.conditions());
        }
        if (outcome instanceof CheckOutcome.Failed failed) {
            return error(failed.reason(), failed.conditions());
        }
        return error("its checker gave no outcome", null);
    }

    private static Ruling judged(@Nullable PassIf passIf, CheckOutcome.Judged judged) {
        JsonNode value = judged.result();
        if (passIf == null && !value.isBoolean()) {
            return error(
                    "its rule gave " + Json.write(value) + ", which is neither true nor false; passIf says what passes",
                    judged.conditions());
        }
        try {
            boolean passed = passIf == null ? value.booleanValue() : passIf.test(value);
            return new Ruling(
                    passed ? CheckStatus.PASSED : CheckStatus.FAILED, value, judged.reason(), judged.conditions());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return error("passIf: " + e.getMessage(), judged.conditions());
        }
    }

    private static Ruling error(String reason, @Nullable JsonNode conditions) {
        return new Ruling(CheckStatus.ERROR, null, reason, conditions);
    }
}
