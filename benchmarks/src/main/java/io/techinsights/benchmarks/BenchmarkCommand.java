package io.techinsights.benchmarks;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Measurement;
import io.techinsights.benchmarks.report.Machine;
import io.techinsights.benchmarks.report.Report;
import io.techinsights.benchmarks.report.ReportPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures figures and writes them down. Expects to be started in the root of the checkout. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures figures, prints them, and writes docs/performance.json and docs/performance.md.")
public final class BenchmarkCommand implements Callable<Integer> {
    private static final Path FIGURES = Path.of("docs", "performance.json");
    private static final Path PAGE = Path.of("docs", "performance.md");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The figures to measure; all where none is named")
    private List<String> names = new ArrayList<>();

    @Option(names = "--rounds", description = "How often each is measured (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--list", description = "Only say which figures there are")
    private boolean list;

    private final List<String> leftOut = new ArrayList<>();

    /** Ends the process: 0 where all that was asked for was measured, 1 where some of it could not be, 2 for a wrong option. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarkCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Figure> figures = chosen();
        if (list) {
            figures.forEach(figure -> out.println(figure.name() + ": " + figure.description()));
            return 0;
        }
        Machine here = Machine.here();
        Report report = Report.read(FIGURES);
        for (Figure figure : figures) {
            out.println("Measuring " + figure.name() + " …");
            out.flush();
            Optional<Report.Line> line = measured(figure, here.commit());
            if (line.isPresent()) {
                report = report.with(here, List.of(line.get()));
                write(report);
            }
        }
        out.print(new ReportPage(figures).table(report));
        leftOut.forEach(out::println);
        out.flush();
        return leftOut.isEmpty() ? 0 : 1;
    }

    /** After each figure, so that a run which is ended keeps those that it had. */
    private static void write(Report report) throws IOException {
        report.write(FIGURES);
        new ReportPage(Figures.ALL).write(report, PAGE);
    }

    private List<Figure> chosen() {
        if (rounds < 1) {
            throw wrong("--rounds is 1 or more, not " + rounds);
        }
        try {
            return Figures.named(names);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    /** Anything may go wrong in a figure, and it costs that figure only. */
    private Optional<Report.Line> measured(Figure figure, String commit) throws InterruptedException {
        Optional<String> obstacle = figure.obstacle();
        if (obstacle.isEmpty()) {
            try {
                return Optional.of(Report.Line.of(figure, Measurement.of(figure, rounds), commit));
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                obstacle = Optional.of(e.toString());
            }
        }
        leftOut.add("Left out " + figure.name() + ": " + obstacle.get());
        return Optional.empty();
    }
}
