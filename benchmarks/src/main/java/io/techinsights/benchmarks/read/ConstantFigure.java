package io.techinsights.benchmarks.read;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many reads a second are answered, beside the same HTTP server in the same process that answers with one such body and
 * does nothing for it. Both are asked over 16 and over 64 connections in turns; the figure is the worse of the two ratios.
 */
public final class ConstantFigure implements Figure {
    private static final List<Integer> CONNECTIONS = List.of(16, 64);
    private static final int TURNS = 3;
    private static final long MILLIS = 2500;

    private final Asked asked;
    private final PrintStream out;

    /**
     * @param asked of one entity each
     * @param out takes what is found besides the figure
     */
    public ConstantFigure(Asked asked, PrintStream out) {
        this.asked = asked;
        this.out = out;
    }

    @Override
    public String name() {
        return asked.label() + "-vs-constant";
    }

    @Override
    public String unit() {
        return "requests/s";
    }

    @Override
    public String description() {
        return asked.description() + " over HTTP, beside a constant body of that size";
    }

    @Override
    public Round measure() throws Exception {
        List<Question> questions = asked.questions();
        try (var house = ReadHouse.start(asked.checks())) {
            String body = asked.require(house.answer(questions.get(0)));
            out.printf("%s: %,d characters an answer%n", name(), body.length());
            try (var constant = new ConstantServer(body);
                    var driver = new DriverProcess()) {
                long least = body.length() * 9L / 10;
                var ours = new Turns.Target(name(), house.address(), questions, least);
                var limit = new Turns.Target("constant", constant.address(), List.of(ConstantServer.atOnce()), least);
                var worker = new Turns.Target(
                        "constant on a worker", constant.address(), List.of(ConstantServer.onAWorker()), least);
                var turns = new Turns(driver, out, TURNS, MILLIS);
                turns.warmUp(List.of(ours, limit, worker), CONNECTIONS.get(0));
                List<Round> rounds = new ArrayList<>();
                for (int connections : CONNECTIONS) {
                    List<Double> rates = turns.drive(List.of(ours, limit), connections);
                    new Turns(driver, out, 1, MILLIS).drive(List.of(worker), connections);
                    rounds.add(new Round(rates.get(0), rates.get(1)));
                }
                return rounds.stream()
                        .min(Comparator.comparingDouble(Round::ratio))
                        .orElseThrow();
            }
        }
    }
}
