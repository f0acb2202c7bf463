package io.techinsights.factstore.lifecycle;

/** What became of a row. */
enum Kept {
    /** It is the newest. */
    AS_LATEST,

    /** It says what the newest said, at a later time. */
    AS_LATEST_AGAIN,

    /** It is older than the newest. */
    IN_HISTORY,

    /** What it says of its time was known. */
    KNOWN,

    /** It came too late. */
    NOT;

    /** Whether latest-facts is to have it. */
    boolean isLatest() {
        return this == AS_LATEST || this == AS_LATEST_AGAIN;
    }

    /** Whether it is no row of its own. */
    boolean isUnchanged() {
        return this == KNOWN || this == AS_LATEST_AGAIN;
    }
}
