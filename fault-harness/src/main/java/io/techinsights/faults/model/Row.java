package io.techinsights.faults.model;

/**
 * A row that is sent until it is acknowledged.
 *
 * @param observedAt in epoch milliseconds, which no other row of its lane has
 */
public record Row(Lane lane, long observedAt, Values values) {}
