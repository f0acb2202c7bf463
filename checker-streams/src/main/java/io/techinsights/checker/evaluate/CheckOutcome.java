package io.techinsights.checker.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.check.Findings;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a check says of an entity's facts. The trees are shared and must not be changed. */
public sealed interface CheckOutcome {

    /**
     * The facts were there and the rule gave a value. Whether the entity passes is what the check's {@code passIf} says of
     * it; without one it has to be true or false.
     *
     * @param conditions the evaluated tree; null where the checker has none
     * @param reason why the value is what it is, for a person; null where the conditions say it, or nobody does
     */
    record Judged(
            JsonNode result,
            @Nullable JsonNode conditions,
            @Nullable String reason) implements CheckOutcome {
        /** A value that the conditions explain. */
        public Judged(JsonNode result, @Nullable JsonNode conditions) {
            this(result, conditions, null);
        }
    }

    /**
     * A fact that the check names is not known of this entity.
     *
     * @param conditions the tree, not evaluated
     */
    record NotReported(String reason, @Nullable JsonNode conditions) implements CheckOutcome {}

    /**
     * The check itself is in error, whatever the entity is like.
     *
     * @param conditions the tree as far as it was evaluated
     */
    record Failed(String reason, @Nullable JsonNode conditions) implements CheckOutcome {
        /** The check cannot be read; nothing of it was evaluated. */
        public static Failed invalid(Findings findings) {
            return new Failed(
                    findings.errors().stream().map(CheckProblem::toString).collect(Collectors.joining("; ")), null);
        }

        /** The check is not one of those that were compiled together. */
        public static Failed notCompiled(String checkId) {
            return new Failed("check '" + checkId + "' is not among those compiled here", null);
        }
    }
}
