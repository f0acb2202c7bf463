package io.techinsights.faults.model;

/** What a check says, as far as the checks of the model can. */
public enum Status {
    PASSED,
    FAILED,
    NOT_REPORTED
}
