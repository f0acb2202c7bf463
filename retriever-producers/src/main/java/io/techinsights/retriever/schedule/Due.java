package io.techinsights.retriever.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * The next run: when, and why then.
 *
 * @param tick the time of the cadence that it is for; empty where it is for none
 */
record Due(Instant at, Trigger trigger, Optional<Instant> tick) {}
