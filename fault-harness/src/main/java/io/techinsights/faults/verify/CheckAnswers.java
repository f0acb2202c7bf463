package io.techinsights.faults.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.faults.model.CheckModel;
import io.techinsights.faults.model.EntityModel;
import java.util.Map;
import java.util.TreeMap;

/** What instances say of the checks of an entity, and what they are to say, in one form. */
final class CheckAnswers {
    /** Asks for all that is known of an entity. */
    static final String RESULTS = "/checks/results?entity=";

    /** Asks for all that is known of those that have facts. */
    static final String RUN = "/checks/run?include=all";

    private CheckAnswers() {}

    static Map<String, Object> results(EntityModel now) {
        Map<String, Object> expected = new TreeMap<>();
        for (CheckModel check : CheckModel.values()) {
            expected.put(check.id(), now.status(check).name());
        }
        return expected;
    }

    static Map<String, Object> ofThoseWithFacts(EntityModel now) {
        return now.facts().isEmpty() ? Map.of() : results(now);
    }

    static Map<String, Object> results(JsonNode body) {
        Map<String, Object> found = new TreeMap<>();
        body.path("results")
                .forEach(result -> found.put(
                        result.path("check").path("id").asText(),
                        result.path("status").asText()));
        return found;
    }
}
