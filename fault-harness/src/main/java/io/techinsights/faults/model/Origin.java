package io.techinsights.faults.model;

/** Where on the fact topic a record lies. */
public record Origin(int partition, long offset) {
    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
