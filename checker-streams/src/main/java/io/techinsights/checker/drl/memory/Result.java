package io.techinsights.checker.drl.memory;

import org.jspecify.annotations.Nullable;

/** Takes what the rules of a check decide; they know it as {@code result}. Where none of them sets it, it stays false. */
public final class Result {
    private @Nullable Object value = false;

    /** Sets the result; of several rules that set it, the last to fire wins. */
    public void set(@Nullable Object value) {
        this.value = value;
    }

    /** What was set last. */
    public @Nullable Object get() {
        return value;
    }
}
