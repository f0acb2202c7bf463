package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.streams.config.KnownNames;
import io.techinsights.streams.http.ApiException;
import java.util.List;

/** The keys that a body may have; any other is a mistake that would go unnoticed. */
final class BodyKeys {
    private final KnownNames known;

    BodyKeys(String... keys) {
        this.known = new KnownNames(List.of(keys));
    }

    /**
     * Refuses a body that is no object, or has another key.
     *
     * @throws ApiException 400 naming it
     */
    void require(JsonNode body) {
        if (!body.isObject()) {
            throw ApiException.badRequest("The body must be an object of " + String.join(", ", known.names()));
        }
        body.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw ApiException.badRequest("'" + key + "' is not known: " + known.hint(key));
            }
        });
    }
}
