package io.techinsights.streams.http;

/** Nobody waits for the answer any more, so the work for it may stop. */
public final class ClientGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClientGoneException(String reason) {
        super(reason);
    }
}
