package io.techinsights.retriever.schedule;

import java.time.Instant;

/** The next run: when, and why then. */
record Due(Instant at, Trigger trigger) {}
