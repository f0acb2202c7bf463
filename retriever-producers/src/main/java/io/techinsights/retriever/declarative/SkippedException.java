package io.techinsights.retriever.declarative;

/** There is nothing to observe of one entity, which is no error; the message says why. */
final class SkippedException extends Exception {
    private static final long serialVersionUID = 1L;

    SkippedException(String message) {
        super(message);
    }
}
