package io.techinsights.streams.query;

import java.util.function.Function;

/** What became of a question to a store. */
public sealed interface Answer<T> {
    /** It is there. */
    record Found<T>(T value) implements Answer<T> {}

    /** It is not there, and the store that would have it was asked. */
    record Missing<T>() implements Answer<T> {}

    /** Nobody could be asked: the store is being restored, or moves. Asking again later may help. */
    record Unavailable<T>(String reason) implements Answer<T> {}

    /** The same answer about something made of the value. */
    default <R> Answer<R> map(Function<T, R> function) {
        if (this instanceof Found<T> found) {
            return new Found<>(function.apply(found.value()));
        }
        return this instanceof Unavailable<T> unavailable ? new Unavailable<>(unavailable.reason()) : new Missing<>();
    }

    /**
     * The value, or this where it is missing.
     *
     * @throws UnavailableException where nobody could be asked
     */
    default T orElse(T otherwise) {
        if (this instanceof Found<T> found) {
            return found.value();
        }
        if (this instanceof Unavailable<T> unavailable) {
            throw new UnavailableException(unavailable.reason());
        }
        return otherwise;
    }
}
