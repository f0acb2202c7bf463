package io.techinsights.standalone.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded broker could not start; the message says why, and what to do about it. */
public final class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
