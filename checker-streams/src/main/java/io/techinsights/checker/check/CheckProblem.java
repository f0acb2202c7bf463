package io.techinsights.checker.check;

/**
 * What is wrong with a check, said so that its author can mend it.
 *
 * @param checkId empty where the problem is with the list of checks itself
 * @param path into the check, for example {@code rule.conditions.all[0].operator}; empty for the check as a whole
 * @param reason what was found and what was expected
 */
public record CheckProblem(String checkId, String path, String reason) {
    @Override
    public String toString() {
        String where = checkId.isEmpty() ? "checks" : "check '" + checkId + "'";
        return where + ": " + (path.isEmpty() ? "" : path + ": ") + reason;
    }
}
