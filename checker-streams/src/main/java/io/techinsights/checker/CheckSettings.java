package io.techinsights.checker;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.Section;
import java.util.List;

/**
 * The checks that the configuration holds.
 *
 * @param configured whether there is a {@code factChecker} section: without one there are no check routes, unless checks are editable
 * @param editable whether requests may put and delete checks
 */
public record CheckSettings(boolean configured, boolean editable, List<Check> checks, List<String> warnings) {
    public CheckSettings {
        checks = List.copyOf(checks);
        warnings = List.copyOf(warnings);
    }

    /** Reads {@code techInsights.factChecker} and {@code techInsights.checks}. */
    public static CheckSettings of(Section techInsights, CheckReader reader) {
        boolean configured = techInsights.has("factChecker");
        Section factChecker = techInsights.section("factChecker");
        JsonNode checks = factChecker.json("checks").orElseGet(Json::object);
        factChecker.done();
        CheckReader.Read read = reader.readAll(checks);
        read.errors().forEach(error -> techInsights.problems().add(factChecker.path() + ": " + error));
        Section registry = techInsights.section("checks");
        boolean editable = registry.flag("editable", false);
        registry.done();
        return new CheckSettings(
                configured,
                editable,
                read.checks(),
                read.warnings().stream().map(Object::toString).toList());
    }
}
