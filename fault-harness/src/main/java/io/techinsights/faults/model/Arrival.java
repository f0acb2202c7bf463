package io.techinsights.faults.model;

/** A row as it lies on the fact topic; the same row may lie there more than once. */
public record Arrival(Origin origin, Row row) {}
