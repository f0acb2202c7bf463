package io.techinsights.streams.http;

/** The routes of one feature. */
@FunctionalInterface
public interface Routes {
    /** Adds them. */
    void bindTo(Api api);
}
