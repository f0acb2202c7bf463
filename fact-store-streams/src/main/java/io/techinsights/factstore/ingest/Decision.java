package io.techinsights.factstore.ingest;

/** What becomes of a record of a fact topic. */
sealed interface Decision {
    /** It goes on to the stores. */
    record Admitted(AdmittedFact fact) implements Decision {}

    /** It is a row that was admitted before, pushed again under its key. */
    record Repeated() implements Decision {}

    /** It goes to the dead letters. */
    record Refused(String reason, RuntimeException cause) implements Decision {}
}
