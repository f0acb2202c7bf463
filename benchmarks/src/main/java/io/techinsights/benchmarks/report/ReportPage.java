package io.techinsights.benchmarks.report;

import io.techinsights.benchmarks.figure.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures as a table for people. On a page it stands between two markers, and nothing else of the page is touched. */
public final class ReportPage {
    private static final String BEGIN = "<!-- figures: bin/benchmark writes from here -->\n";
    private static final String END = "<!-- to here -->\n";

    private final List<Figure> figures;

    /** Shows these figures, of those that were measured. */
    public ReportPage(List<? extends Figure> figures) {
        this.figures = List.copyOf(figures);
    }

    /** The table, with a line for each figure; one that was measured once has no spread. */
    public String table(Report report) {
        return figures.stream()
                .flatMap(figure -> report.line(figure.name()).stream().map(line -> row(figure, line)))
                .collect(Collectors.joining("", """
                        | figure | what is compared | ours | baseline | ratio | spread | commit |
                        | --- | --- | ---: | ---: | ---: | ---: | --- |
                        """, ""));
    }

    private static String row(Figure figure, Report.Line line) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %s %s | %s | %.2f | %s | %s |%n",
                line.name(),
                figure.description(),
                number(line.value()),
                line.unit(),
                number(line.baseline()),
                line.ratio(),
                spread(line.spread()),
                line.commit());
    }

    private static String spread(@Nullable Double spread) {
        return spread == null ? "—" : String.format(Locale.ROOT, "±%.0f %%", spread * 50);
    }

    private static String number(double value) {
        return value >= 1000 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }

    /** Puts the table into a page, in place of the one before. */
    public void write(Report report, Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " has no line '" + BEGIN.strip() + "' with a line '" + END.strip()
                    + "' below it, between which the table goes");
        }
        String head = "%nMeasured on %s.%n%n".formatted(report.machine());
        Files.writeString(page, text.substring(0, begin) + BEGIN + head + table(report) + "\n" + text.substring(end));
    }
}
