package io.techinsights.faults.load;

/** When entities leave the catalog. */
public enum Departure {
    /** As soon as what was sent of them is acknowledged, whoever has read it by then. */
    AT_ONCE,

    /** Once all roles have read what was sent of them. */
    CALM
}
