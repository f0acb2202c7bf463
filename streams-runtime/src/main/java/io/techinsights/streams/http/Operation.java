package io.techinsights.streams.http;

/** Answers one kind of request. */
@FunctionalInterface
public interface Operation {
    /**
     * Answers.
     *
     * @throws ApiException for an error that is the client's
     * @throws io.techinsights.streams.query.UnavailableException where it cannot be answered now
     */
    Reply handle(Request request);
}
