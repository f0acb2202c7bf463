package io.techinsights.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;

/** What the server answered. */
record Answer(int status, String body) {
    JsonNode json() {
        return Json.parse(body);
    }
}
