package io.techinsights.retriever.declarative;

/** Nothing could be observed of one entity, and why; the others are observed all the same. */
final class ObservationException extends Exception {
    private static final long serialVersionUID = 1L;

    ObservationException(String message) {
        super(message);
    }

    ObservationException(String message, Throwable cause) {
        super(message, cause);
    }
}
