package io.techinsights.schemas.fact;

import java.nio.charset.StandardCharsets;

/** Says which retriever ids can be part of a key. */
public final class RetrieverIds {
    private RetrieverIds() {}

    /**
     * An id is text that is not empty, without control characters (one of them separates the parts of stored keys).
     *
     * @throws IllegalArgumentException where this one is not
     */
    public static void require(String id) {
        boolean valid = !id.isEmpty()
                && id.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(id);
        if (!valid) {
            throw new IllegalArgumentException(
                    "Retriever id \"" + id + "\" is not valid: expected text without control characters");
        }
    }
}
