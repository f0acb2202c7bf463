package io.techinsights.checker.draft;

import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.checker.query.CheckAnswers;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.Routes;
import io.techinsights.streams.query.Arrival;
import io.techinsights.streams.query.StoreQueries;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The routes that try a check before it counts: on the entities of now, on their past, and on facts that were made up. */
public final class DraftRoutes implements Routes {
    private static final String RUN = "tech-insights.check.update";
    private static final Duration PREVIEW_LIMIT = Duration.ofSeconds(30);
    private static final Duration POSITION_WITHIN = Duration.ofSeconds(5);
    private static final int PREVIEWS = 2;
    private static final int BACKTESTS = 1;

    private final PreviewRoute preview;
    private final EvaluateRoute evaluate;
    private final BacktestRoute backtest;

    /**
     * @param live the checks there are, whenever it is asked
     * @param schemas what each retriever announced
     * @param arrival of facts in these stores
     */
    public DraftRoutes(
            CheckerTypes types,
            Supplier<CheckSet> live,
            Function<String, Optional<FactSchema>> schemas,
            StoreQueries stores,
            Arrival arrival,
            KafkaSettings kafka,
            Topics topics,
            InstantSource clock) {
        var drafts = new Drafts(types, schemas);
        var judge = new Judge(schemas);
        var answers = new CheckAnswers(schemas);
        var current = new CurrentEntities(stores);
        var slots = new Slots("drafts", PREVIEWS);
        this.preview = new PreviewRoute(drafts, live, judge, answers, current, clock, slots, PREVIEW_LIMIT);
        this.evaluate = new EvaluateRoute(
                drafts,
                live,
                judge,
                answers,
                current,
                schemas,
                clock,
                slots,
                entity -> arrival.reached(current.partitionOf(entity), POSITION_WITHIN));
        this.backtest = new BacktestRoute(
                drafts,
                judge,
                schemas,
                new KafkaFactLogs(kafka, topics, schemas),
                clock,
                new Slots("back-tests", BACKTESTS));
    }

    @Override
    public void bindTo(Api api) {
        api.ask("/checks/preview", RUN, preview::handle);
        api.ask("/checks/evaluate", RUN, evaluate::handle);
        api.postLines("/checks/backtest", RUN, backtest::handle);
    }
}
