package io.techinsights.retriever.remote;

import java.io.IOException;

/** An answer is larger than it may be. */
public final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long max) {
        super("the answer is larger than " + max + " bytes");
    }
}
