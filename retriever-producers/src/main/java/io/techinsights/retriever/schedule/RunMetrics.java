package io.techinsights.retriever.schedule;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.avro.RunState;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The health of one retriever, measured. */
final class RunMetrics {
    private static final String PREFIX = "tech.insights.retriever.";
    private final MeterRegistry meters;
    private final Tags tags;
    private final AtomicLong lastSuccess = new AtomicLong();

    RunMetrics(MeterRegistry meters, String retrieverId) {
        this.meters = meters;
        this.tags = Tags.of("retriever", retrieverId);
        meters.gauge(PREFIX + "last.success.timestamp.seconds", tags, lastSuccess);
    }

    /** Counts a run that has ended. */
    void ended(RetrieverRun run) {
        meters.timer(PREFIX + "runs", tags.and("outcome", run.getOutcome().name()))
                .record(Duration.between(run.getStartedAt(), run.getEndedAt()));
        meters.counter(PREFIX + "rows", tags).increment((double) run.getRows());
        meters.counter(PREFIX + "rows.refused", tags).increment((double) run.getRefused());
        if (run.getOutcome() == RunState.SUCCEEDED) {
            lastSuccess.set(run.getEndedAt().getEpochSecond());
        }
    }
}
