package io.techinsights.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Measurement;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, as {@code docs/performance.json} holds it.
 *
 * @param machine where
 * @param commit of the last run
 * @param figures one of a name
 */
public record Report(String machine, String commit, List<Line> figures) {
    public Report {
        figures = List.copyOf(figures);
    }

    /**
     * One figure. The ratio is ours divided by the baseline: more is better.
     *
     * @param spread of the ratio, as a part of it; null where it was measured once
     * @param commit what was measured, which need not be the commit of the last run
     */
    public record Line(
            String name,
            double value,
            String unit,
            double baseline,
            double ratio,
            @Nullable Double spread,
            String commit) {

        /** What was measured of a figure. */
        public static Line of(Figure figure, Measurement measured, String commit) {
            return new Line(
                    figure.name(),
                    rounded(measured.value()),
                    figure.unit(),
                    rounded(measured.baseline()),
                    rounded(measured.ratio()),
                    measured.spread() == null ? null : (Double) rounded(measured.spread()),
                    commit);
        }

        private static double rounded(double value) {
            return new BigDecimal(value).round(new MathContext(3)).doubleValue();
        }

        /** A spread of 0 is what used to be written where there was one round. */
        private static Line of(JsonNode json) {
            double spread = json.path("spread").asDouble();
            return new Line(
                    json.path("name").asText(),
                    json.path("value").asDouble(),
                    json.path("unit").asText(),
                    json.path("baseline").asDouble(),
                    json.path("ratio").asDouble(),
                    spread == 0 ? null : (Double) spread,
                    json.path("commit").asText());
        }

        private ObjectNode json() {
            ObjectNode json = Json.object().put("name", name);
            json.set("value", Json.number(value));
            json.put("unit", unit);
            json.set("baseline", Json.number(baseline));
            json.set("ratio", Json.number(ratio));
            json.set("spread", spread == null ? NullNode.getInstance() : Json.number(spread));
            return json.put("commit", commit);
        }
    }

    /** What a file holds; without figures where there is none. */
    public static Report read(Path file) throws IOException {
        JsonNode json = Files.exists(file) ? Json.parse(Files.readString(file)) : Json.object();
        return new Report(
                json.path("machine").asText(),
                json.path("commit").asText(),
                json.path("figures").valueStream().map(Line::of).toList());
    }

    /** This with newer lines in place of those of the same names. Figures of another machine go: they compare with nothing. */
    public Report with(Machine here, List<Line> newer) {
        Map<String, Line> lines = new LinkedHashMap<>();
        if (machine.equals(here.machine())) {
            figures.forEach(line -> lines.put(line.name(), line));
        }
        newer.forEach(line -> lines.put(line.name(), line));
        return new Report(here.machine(), here.commit(), List.copyOf(lines.values()));
    }

    /** The line of a figure. */
    public Optional<Line> line(String name) {
        return figures.stream().filter(line -> line.name().equals(name)).findFirst();
    }

    /** Writes it the way {@link #read} reads it. */
    public void write(Path file) throws IOException {
        ObjectNode json = Json.object().put("machine", machine).put("commit", commit);
        var list = json.putArray("figures");
        figures.forEach(line -> list.add(line.json()));
        Files.writeString(file, json.toPrettyString() + "\n");
    }
}
