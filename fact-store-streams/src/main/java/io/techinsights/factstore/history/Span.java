package io.techinsights.factstore.history;

/**
 * The rows that there are of an entity and retriever.
 *
 * @param oldest when the oldest was observed, in epoch milliseconds
 * @param newest when the newest was observed
 */
public record Span(long oldest, long newest, long count) {}
