package io.techinsights.checker.draft;

import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.LineSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says how far a back-test is, and not more often than somebody can read it. */
final class Progress {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final LineSink sink;
    private final InstantSource clock;
    private final long of;
    private Instant next;
    private long rows;
    private int partition;

    Progress(LineSink sink, InstantSource clock, long of) {
        this.sink = sink;
        this.clock = clock;
        this.of = of;
        this.next = clock.instant();
    }

    /** Begins a partition. */
    void partition(int number) {
        partition = number;
        passed(0);
    }

    /** So many records more were passed. */
    void passed(long records) {
        rows += records;
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(INTERVAL);
            var line = Json.object();
            line.putObject("progress").put("rows", rows).put("of", of).put("partition", partition);
            sink.write(line);
        }
    }
}
