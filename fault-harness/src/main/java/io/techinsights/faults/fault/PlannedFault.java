package io.techinsights.faults.fault;

import java.time.Duration;
import java.util.Locale;

/**
 * A fault with its times.
 *
 * @param at from the beginning on
 * @param lasts how long it takes until it is mended
 */
public record PlannedFault(Duration at, Fault fault, Duration lasts) {
    /** In one line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-14s %-14s for %.1f s",
                fault.kind().id()
                        + (fault instanceof Fault.ScaledUp ? " up" : fault instanceof Fault.ScaledDown ? " down" : ""),
                fault.target(),
                lasts.toMillis() / 1000.0);
    }
}
