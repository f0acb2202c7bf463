package io.techinsights.streams.http;

import com.fasterxml.jackson.databind.JsonNode;

/** Takes the lines of an answer. */
public interface LineSink {
    /**
     * Sends a line, and returns once the network has taken it: a slow client slows the work down, and nothing piles up.
     *
     * @throws ClientGoneException where the client hung up, or takes nothing any more
     */
    void write(JsonNode line);

    /** Whether the client is still there; work that writes seldom asks from time to time, and stops where it is not. */
    boolean isOpen();
}
