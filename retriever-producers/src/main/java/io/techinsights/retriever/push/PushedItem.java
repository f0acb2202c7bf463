package io.techinsights.retriever.push;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One row of a push, not yet looked into.
 *
 * @param key what the pusher calls it; a row that is pushed again under its key adds nothing
 */
record PushedItem(JsonNode row, Optional<String> key) {}
