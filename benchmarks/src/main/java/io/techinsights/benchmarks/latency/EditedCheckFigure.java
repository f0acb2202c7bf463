package io.techinsights.benchmarks.latency;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import java.io.PrintStream;
import java.util.List;

/** What a changed check costs while facts come in. Each run is told of by two figures: one of the check, one of the facts. */
public final class EditedCheckFigure implements Figure {
    private final Told told;
    private final SharedRuns<EditedCheckRun>.Taker runs;

    private enum Told {
        ENTITIES(
                "reevaluation-100k",
                "entities/s",
                "100,000 entities judged anew by one changed check of 3 while facts come in, beside 10 s for all") {
            @Override
            Round of(EditedCheckRun run) {
                return new Round(run.entities() / run.seconds(), run.entities() / GOAL_SECONDS);
            }
        },
        FACTS(
                "reevaluation-100k-latency",
                "1/s",
                "1 / p99 from a fact to its result at 500 facts/s, in that very time, beside 1 / 1 s") {
            @Override
            Round of(EditedCheckRun run) {
                return new Round(1000 / run.meanwhile().p99Millis(), 1000 / GOAL_MILLIS);
            }
        };

        private static final double GOAL_SECONDS = 10;
        private static final double GOAL_MILLIS = 1000;

        private final String figure;
        private final String unit;
        private final String description;

        Told(String figure, String unit, String description) {
            this.figure = figure;
            this.unit = unit;
            this.description = description;
        }

        abstract Round of(EditedCheckRun run);
    }

    private EditedCheckFigure(Told told, SharedRuns<EditedCheckRun>.Taker runs) {
        this.told = told;
        this.runs = runs;
    }

    /**
     * Both figures. Where both are measured they are of the same runs.
     *
     * @param out takes what is found besides the figures
     */
    public static List<Figure> both(PrintStream out) {
        var runs = new SharedRuns<>(() -> EditedCheckRun.make(out));
        return List.of(
                new EditedCheckFigure(Told.ENTITIES, runs.taker()), new EditedCheckFigure(Told.FACTS, runs.taker()));
    }

    @Override
    public String name() {
        return told.figure;
    }

    @Override
    public String unit() {
        return told.unit;
    }

    @Override
    public String description() {
        return told.description;
    }

    @Override
    public Round measure() throws Exception {
        return told.of(runs.next());
    }
}
