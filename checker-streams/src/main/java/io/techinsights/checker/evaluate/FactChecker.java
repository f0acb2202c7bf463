package io.techinsights.checker.evaluate;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import java.util.List;
import java.util.Set;

/**
 * Judges checks of one type. Found by {@link java.util.ServiceLoader}, so a further type is a further jar on the class path.
 */
public interface FactChecker {

    /** The {@code type} of the checks it judges. */
    String type();

    /** Whether its rules are code, which only the operator's own files may bring, never a request. */
    default boolean isCode() {
        return false;
    }

    /** All that makes the check unfit to run; empty where it may run. */
    List<CheckProblem> validate(Check check);

    /** What the author should know of a check that may run. */
    default List<CheckProblem> warnings(Check check) {
        return List.of();
    }

    /** Compiles checks together. One that is not valid does not stop the others: its outcome is {@link CheckOutcome.Failed}. */
    CompiledChecks compile(List<Check> checks);

    /**
     * Compiles a changed set of checks. Whoever can takes over what did not change.
     *
     * @param before what this checker compiled of the set before; it stays as it is, and each of the two is closed on its own
     */
    default CompiledChecks compile(List<Check> checks, CompiledChecks before) {
        return compile(checks);
    }

    /** Every fact that the check names, wherever it names it; what of it can be read where the check is not valid. */
    Set<FactUse> reads(Check check);
}
