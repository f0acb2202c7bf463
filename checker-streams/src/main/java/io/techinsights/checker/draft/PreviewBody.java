package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.query.EntityList;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.ApiException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a preview is asked for.
 *
 * @param json the body as it came
 * @param entities empty for all there are
 * @param sample how many entities to show
 */
record PreviewBody(JsonNode json, JsonNode check, Set<EntityRef> entities, int sample) {
    private static final BodyKeys KEYS = new BodyKeys("check", "entities", "sample");
    private static final int DEFAULT_SAMPLE = 20;
    private static final int MAX_SAMPLE = 100;

    /**
     * Reads it.
     *
     * @throws ApiException 400 naming what is wrong
     */
    static PreviewBody read(JsonNode body) {
        KEYS.require(body);
        return new PreviewBody(body, body.path("check"), entities(body.path("entities")), sample(body.path("sample")));
    }

    /** The entities that a body names; none where it names none. */
    static Set<EntityRef> entities(JsonNode entities) {
        return entities.isMissingNode() || entities.isNull() ? Set.of() : new LinkedHashSet<>(EntityList.of(entities));
    }

    private static int sample(JsonNode sample) {
        if (sample.isMissingNode()) {
            return DEFAULT_SAMPLE;
        }
        if (!sample.isIntegralNumber() || sample.longValue() < 0 || sample.longValue() > MAX_SAMPLE) {
            throw ApiException.badRequest(
                    "'sample' must be a whole number from 0 to " + MAX_SAMPLE + ", but is " + Json.write(sample));
        }
        return sample.intValue();
    }
}
