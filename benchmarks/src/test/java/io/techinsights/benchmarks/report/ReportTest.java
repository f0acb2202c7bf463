package io.techinsights.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Measurement;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Machine HERE = new Machine("a machine", "abc");

    private static final Report.Line ONCE =
            Report.Line.of(new Named("once"), new Measurement(10, 20, 0.5, null), "abc");

    @TempDir
    private Path folder;

    private record Named(String name) implements Figure {
        @Override
        public String unit() {
            return "entities/s";
        }

        @Override
        public String description() {
            return "this and that";
        }

        @Override
        public Round measure() {
            return new Round(1, 1);
        }
    }

    private static Report.Line line(String name, double value) {
        return Report.Line.of(new Named(name), new Measurement(value, 1000, value / 1000, 0.125), "abc");
    }

    @Test
    void shouldReadWhatItWrote() throws IOException {
        // Given
        Path file = folder.resolve("performance.json");
        Report report = Report.read(file).with(HERE, List.of(line("a", 123456), line("b", 0.5)));

        // When
        report.write(file);

        // Then
        assertThat(Report.read(file)).isEqualTo(report);
        assertThat(file).content().contains("\"value\" : 123000", "\"machine\" : \"a machine\"");
    }

    @Test
    void shouldWriteExactlyWhatOthersReadOfAFigure() throws IOException {
        // Given
        Path file = folder.resolve("performance.json");

        // When
        Report.read(file).with(HERE, List.of(line("a", 2000), ONCE)).write(file);

        // Then
        assertThat(Json.parse(Files.readString(file))).isEqualTo(Json.parse("""
                {"machine": "a machine", "commit": "abc", "figures": [
                  {"name": "a", "value": 2000, "unit": "entities/s", "baseline": 1000, "ratio": 2, "spread": 0.125, "commit": "abc"},
                  {"name": "once", "value": 10, "unit": "entities/s", "baseline": 20, "ratio": 0.5, "spread": null, "commit": "abc"}
                ]}
                """));
        assertThat(Report.read(file).line("once")).contains(ONCE);
    }

    @Test
    void shouldNotTakeTheZeroOfAnOlderFileForASpread() throws IOException {
        // Given
        Path file = folder.resolve("performance.json");
        Files.writeString(file, """
                {"figures": [{"name": "once", "value": 10, "unit": "entities/s", "baseline": 20, "ratio": 0.5, "spread": 0, "commit": "abc"}]}
                """);

        // When, Then
        assertThat(Report.read(file).figures()).containsExactly(ONCE);
    }

    @Test
    void shouldShowNoSpreadOfWhatWasMeasuredOnce() {
        assertThat(new ReportPage(List.of(new Named("once"))).table(new Report("", "", List.of(ONCE))))
                .endsWith("| `once` | this and that | 10.0 entities/s | 20.0 | 0.50 | — | abc |\n");
    }

    @Test
    void shouldKeepTheOtherFiguresOfTheSameMachine() {
        // Given
        var report = new Report("a machine", "old", List.of(line("a", 1), line("b", 2)));

        // When
        Report newer = report.with(HERE, List.of(line("b", 3)));

        // Then
        assertThat(newer).isEqualTo(new Report("a machine", "abc", List.of(line("a", 1), line("b", 3))));
    }

    @Test
    void shouldForgetTheFiguresOfAnotherMachine() {
        // Given
        var report = new Report("another", "old", List.of(line("a", 1)));

        // When
        Report newer = report.with(HERE, List.of(line("b", 3)));

        // Then
        assertThat(newer.figures()).containsExactly(line("b", 3));
    }

    @Test
    void shouldReplaceTheTableOfThePageAndNothingElse() throws IOException {
        // Given
        Path page = folder.resolve("page.md");
        Files.writeString(
                page, "above\n<!-- figures: bin/benchmark writes from here -->\nold\n<!-- to here -->\nbelow\n");
        var report = new Report("a machine", "abc", List.of(line("a", 123456)));

        // When
        new ReportPage(List.of(new Named("a"), new Named("not measured"))).write(report, page);

        // Then
        assertThat(page).hasContent("""
                above
                <!-- figures: bin/benchmark writes from here -->

                Measured on a machine.

                | figure | what is compared | ours | baseline | ratio | spread | commit |
                | --- | --- | ---: | ---: | ---: | ---: | --- |
                | `a` | this and that | 123,000 entities/s | 1,000 | 123.00 | ±6 % | abc |

                <!-- to here -->
                below
                """);
    }

    @Test
    void shouldSayWhereTheTableShouldGo() throws IOException {
        // Given
        Path page = folder.resolve("page.md");
        Files.writeString(page, "no markers\n");

        // When, Then
        assertThatThrownBy(() -> new ReportPage(List.of()).write(new Report("", "", List.of()), page))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("page.md")
                .hasMessageContaining("figures: bin/benchmark writes from here");
    }
}
