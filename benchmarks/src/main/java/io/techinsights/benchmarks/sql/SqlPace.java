package io.techinsights.benchmarks.sql;

/**
 * How long a table took.
 *
 * @param rows that came in
 * @param insertNanos up to where they are inserted, not yet committed
 * @param deleteNanos of deleting what need not be kept any more
 * @param commitNanos of committing both
 */
record SqlPace(long rows, long insertNanos, long deleteNanos, long commitNanos) {

    SqlPace plus(SqlPace other) {
        return new SqlPace(
                rows + other.rows,
                insertNanos + other.insertNanos,
                deleteNanos + other.deleteNanos,
                commitNanos + other.commitNanos);
    }

    double perSecond() {
        return rows * 1e9 / (insertNanos + deleteNanos + commitNanos);
    }
}
