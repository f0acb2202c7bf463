package io.techinsights.checker.draft;

import io.techinsights.checker.check.Check;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.LineSink;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replays a check over a log, partition by partition, and says how far it is. A partition that was cut short does not count. */
final class Backtest {
    private final Check check;
    private final Trial trial;
    private final Days days;
    private final InstantSource clock;
    private long rows;
    private long refused;

    Backtest(Check check, Trial trial, Days days, InstantSource clock) {
        this.check = check;
        this.trial = trial;
        this.days = days;
        this.clock = clock;
    }

    /**
     * Does it.
     *
     * @throws io.techinsights.streams.http.ClientGoneException where nobody waits any more
     */
    void run(FactLog log, Patience patience, LineSink sink) {
        var progress = new Progress(sink, clock, log.size());
        var result = new BacktestResult(days, log.partitions());
        for (int partition = 0; partition < log.partitions(); partition++) {
            progress.partition(partition);
            Optional<Replay> replay = replay(log, partition, patience, progress);
            if (replay.isEmpty()) {
                break;
            }
            result.add(replay.get());
        }
        sink.write(Json.object().set("result", result.toJson(rows, refused)));
    }

    private Optional<Replay> replay(FactLog log, int partition, Patience patience, Progress progress) {
        @Nullable Map<EntityRef, Boolean> selected = null;
        if (check.filter() != null) {
            var read = log.selected(partition, check.filter(), patience::lasts);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            selected = read.get();
        }
        var replay = new Replay(trial, days, selected);
        if (!log.read(partition, visitor(replay, patience, progress))) {
            return Optional.empty();
        }
        replay.end();
        return Optional.of(replay);
    }

    private FactLog.Visitor visitor(Replay replay, Patience patience, Progress progress) {
        return new FactLog.Visitor() {
            @Override
            public void row(FactRow row) {
                rows++;
                replay.accept(row);
            }

            @Override
            public void refused() {
                refused++;
            }

            @Override
            public boolean passed(long records) {
                progress.passed(records);
                return patience.lasts();
            }
        };
    }
}
