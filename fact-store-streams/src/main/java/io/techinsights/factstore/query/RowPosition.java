package io.techinsights.factstore.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page of rows ended, so that the next begins behind it: pages stay in step while rows come and go.
 *
 * @param observedAt in epoch milliseconds
 */
public record RowPosition(String retrieverId, long observedAt) {
    /** As a cursor that a client hands back as it is. */
    public String cursor() {
        String text = observedAt + ":" + retrieverId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static RowPosition parse(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return new RowPosition(text.substring(colon + 1), Long.parseLong(text.substring(0, Math.max(0, colon))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cursor is '" + cursor + "', expected the x-next-cursor header of the page before", e);
        }
    }
}
