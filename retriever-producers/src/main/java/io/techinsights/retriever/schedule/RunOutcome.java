package io.techinsights.retriever.schedule;

import io.techinsights.schemas.avro.RunState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a run ended. */
sealed interface RunOutcome {
    /** It came to its end, and everything was published. */
    record Succeeded() implements RunOutcome {}

    /** The retriever threw, or something could not be published. */
    record Failed(String reason) implements RunOutcome {}

    /** It took longer than it may. */
    record TimedOut(Duration after) implements RunOutcome {}

    /**
     * It was told to stop.
     *
     * @param handedOver whether another instance owns the retriever now, and with it what is recorded of it
     */
    record Interrupted(String reason, boolean handedOver) implements RunOutcome {}

    /** As run records have it. */
    default RunState state() {
        if (this instanceof Succeeded) {
            return RunState.SUCCEEDED;
        }
        if (this instanceof Failed) {
            return RunState.FAILED;
        }
        return this instanceof TimedOut ? RunState.TIMED_OUT : RunState.INTERRUPTED;
    }

    /** What a person should know of it; null where all is well. */
    default @Nullable String error() {
        if (this instanceof Failed failed) {
            return failed.reason();
        }
        if (this instanceof TimedOut timedOut) {
            return "took longer than its timeout of " + timedOut.after();
        }
        return this instanceof Interrupted interrupted ? interrupted.reason() : null;
    }
}
