package io.techinsights.streams.http;

/** Work that is answered line by line. It is closed in any case, also where it was never begun. */
public interface LineSource extends AutoCloseable {
    /**
     * Does the work, in a thread of its own. What is thrown ends the answer with a line that says so.
     *
     * @throws ClientGoneException as the sink throws it
     */
    void writeTo(LineSink sink);

    /** Gives back what the work holds. */
    @Override
    void close();
}
