package io.techinsights.checker.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.techinsights.schemas.json.Json;
import java.util.List;

/**
 * What is wrong with a check, said so that its author can mend it.
 *
 * @param checkId empty where the problem is with the list of checks itself
 * @param path into the check, for example {@code rule.conditions.all[0].operator}; empty for the check as a whole
 * @param reason what was found and what was expected
 */
public record CheckProblem(String checkId, String path, String reason) {
    /** Problems as they are answered: where, and what. */
    public static ArrayNode toJson(List<CheckProblem> problems) {
        ArrayNode list = Json.array();
        problems.forEach(problem -> list.addObject().put("path", problem.path()).put("reason", problem.reason()));
        return list;
    }

    @Override
    public String toString() {
        String where = checkId.isEmpty() ? "checks" : "check '" + checkId + "'";
        return where + ": " + (path.isEmpty() ? "" : path + ": ") + reason;
    }
}
