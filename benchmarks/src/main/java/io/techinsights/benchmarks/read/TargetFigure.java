package io.techinsights.benchmarks.read;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import java.io.PrintStream;
import java.util.List;

/**
 * How fast the results of many entities are answered with one request, beside how fast they have to be. How fast a constant body
 * of that size is answered is told, and is not the figure: it takes megabytes, and what sends them is the limit of both.
 */
public final class TargetFigure implements Figure {
    private static final int TURNS = 3;
    private static final long MILLIS = 8000;

    private final Goal goal;
    private final PrintStream out;

    /** What is to be reached. */
    public enum Goal {
        /** 15,000 entities a second, in requests of 750, two at a time. */
        BULK(Asked.BULK, 2, Asked.MANY, "entities/s", 15_000, "15,000 entities/s"),
        /** 300 ms for all entities. */
        ALL(Asked.ALL, 1, 1, "requests/s", 1 / 0.3, "300 ms");

        private final Asked asked;
        private final int connections;
        private final int units;
        private final String unit;
        private final double perSecond;
        private final String text;

        Goal(Asked asked, int connections, int units, String unit, double perSecond, String text) {
            this.asked = asked;
            this.connections = connections;
            this.units = units;
            this.unit = unit;
            this.perSecond = perSecond;
            this.text = text;
        }
    }

    /**
     * @param out takes what is found besides the figure
     */
    public TargetFigure(Goal goal, PrintStream out) {
        this.goal = goal;
        this.out = out;
    }

    @Override
    public String name() {
        return goal.asked.label();
    }

    @Override
    public String unit() {
        return goal.unit;
    }

    @Override
    public String description() {
        return goal.asked.description() + ", beside " + goal.text;
    }

    @Override
    public Round measure() throws Exception {
        List<Question> questions = goal.asked.questions();
        try (var house = ReadHouse.start(goal.asked.checks())) {
            String body = goal.asked.require(house.answer(questions.get(0)));
            out.printf("%s: %,d characters an answer%n", name(), body.length());
            try (var constant = new ConstantServer(body);
                    var driver = new DriverProcess()) {
                long least = body.length() * 9L / 10;
                var ours = new Turns.Target(name(), house.address(), questions, least);
                var limit =
                        new Turns.Target("constant", constant.address(), List.of(ConstantServer.onAWorker()), least);
                var turns = new Turns(driver, out, TURNS, MILLIS);
                turns.warmUp(List.of(ours, limit), goal.connections);
                double ourRate = turns.drive(List.of(ours), goal.connections).get(0);
                new Turns(driver, out, 1, MILLIS).drive(List.of(limit), goal.connections);
                return new Round(ourRate * goal.units, goal.perSecond);
            }
        }
    }
}
