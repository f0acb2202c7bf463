package io.techinsights.checker.drl.memory;

/**
 * Lets a loop in a rule be ended from outside: every {@code while}, {@code do} and {@code for} asks here before its next
 * round. Rules need not call it, the question is put into them when they are compiled.
 */
public final class Loop {
    private Loop() {}

    /** A loop was ended since its check ran for too long. */
    public static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("the loop was ended, since its check ran for too long", null, false, false);
        }
    }

    /**
     * True, so that a loop's own condition decides.
     *
     * @throws Ended where the check has to end; the thread stays interrupted, so that an outer loop ends too
     */
    public static boolean goesOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Ended();
        }
        return true;
    }
}
