package io.techinsights.checker.draft;

import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.checker.registry.DraftReader.Draft;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.streams.http.LineSink;
import io.techinsights.streams.http.LineSource;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.query.UnavailableException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/** Replays a draft over the recorded facts. Every instance can read all of them, so none is asked but this one. */
final class BacktestRoute {
    private final Drafts drafts;
    private final Judge judge;
    private final Function<String, Optional<FactSchema>> schemas;
    private final FactLogs logs;
    private final InstantSource clock;
    private final Slots slots;

    BacktestRoute(
            Drafts drafts,
            Judge judge,
            Function<String, Optional<FactSchema>> schemas,
            FactLogs logs,
            InstantSource clock,
            Slots slots) {
        this.drafts = drafts;
        this.judge = judge;
        this.schemas = schemas;
        this.logs = logs;
        this.clock = clock;
        this.slots = slots;
    }

    LineSource handle(Request request) {
        var body = BacktestBody.read(request.requiredBody(), clock.instant());
        Draft draft = drafts.read(body.check());
        Slots.Slot slot = slots.take();
        try {
            return new Run(body, draft, drafts.compile(draft), slot);
        } catch (RuntimeException | LinkageError e) {
            slot.close();
            throw e;
        }
    }

    /** One that was begun: it holds a slot and the compiled draft. */
    private final class Run implements LineSource {
        private final BacktestBody body;
        private final Draft draft;
        private final CheckSet set;
        private final Slots.Slot slot;

        Run(BacktestBody body, Draft draft, CheckSet set, Slots.Slot slot) {
            this.body = body;
            this.draft = draft;
            this.set = set;
            this.slot = slot;
        }

        @Override
        public void writeTo(LineSink sink) {
            var patience = new Patience(clock, body.timeout(), sink::isOpen);
            var shelfLife = new ShelfLife(draft.check(), judge.freshness(), schemas);
            var trial = new Trial(draft.check(), set, judge, shelfLife);
            try (FactLog log = logs.open(draft.check().factIds(), body.entities())) {
                new Backtest(draft.check(), trial, body.days(), clock).run(log, patience, sink);
            } catch (KafkaException e) {
                throw new UnavailableException(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public void close() {
            set.close();
            slot.close();
        }
    }
}
