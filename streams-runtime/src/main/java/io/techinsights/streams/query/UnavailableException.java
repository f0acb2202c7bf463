package io.techinsights.streams.query;

/** Nobody could be asked now: answered with 503 and a time to try again. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String reason) {
        super(reason);
    }
}
