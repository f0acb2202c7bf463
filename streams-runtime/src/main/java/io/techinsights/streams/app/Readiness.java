package io.techinsights.streams.app;

/** Whether something can do its work now. */
public sealed interface Readiness {
    /** It can. */
    record Ready() implements Readiness {}

    /** It cannot, for this reason. */
    record NotReady(String reason) implements Readiness {}

    /** The first of these that is not ready, or ready. */
    static Readiness all(Iterable<Readiness> parts) {
        for (Readiness part : parts) {
            if (part instanceof NotReady) {
                return part;
            }
        }
        return new Ready();
    }
}
