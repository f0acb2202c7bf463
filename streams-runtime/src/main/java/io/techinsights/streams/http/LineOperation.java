package io.techinsights.streams.http;

/** Answers one kind of request with lines of JSON that come while the work goes on. */
@FunctionalInterface
public interface LineOperation {
    /**
     * Checks the request, and gives the work that is to be done for it. What is thrown here is answered with its status;
     * later than this there is no status to be given any more.
     *
     * @throws ApiException for an error that is the client's
     * @throws io.techinsights.streams.query.UnavailableException where it cannot be answered now
     */
    LineSource handle(Request request);
}
