package io.techinsights.faults.model;

/**
 * A row that a fact store keeps.
 *
 * @param last until when the same was observed
 */
public record KeptRow(long first, long last, Values values) {}
