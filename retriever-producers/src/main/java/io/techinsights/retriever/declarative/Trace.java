package io.techinsights.retriever.declarative;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is told what a run asks and what it is answered; no secret is among it. */
public interface Trace {
    /** Hears nothing. */
    Trace NONE = new Trace() {};

    /** A request is about to be sent. */
    default void request(String method, URI uri, Map<String, String> headers, @Nullable String body) {}

    /** It was answered. */
    default void answer(int status, int bytes, Duration took) {}

    /** It was not answered, or is to be sent again. */
    default void retry(String reason, Duration pause) {}

    /** The files of an entity are about to be read. */
    default void root(String folder) {}

    /** An entity has nothing to observe. */
    default void skipped(String entity, String reason) {}
}
