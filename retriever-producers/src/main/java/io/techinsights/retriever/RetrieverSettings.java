package io.techinsights.retriever;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.api.LifecycleReader;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.retriever.catalog.CatalogSettings;
import io.techinsights.retriever.declarative.DeclaredRetriever;
import io.techinsights.retriever.schedule.Cadence;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.HistoryMode;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.config.KnownNames;
import io.techinsights.streams.config.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which retrievers run, how, and over which catalog.
 *
 * @param catalog where the entities come from
 */
public record RetrieverSettings(List<RetrieverRegistration> registrations, CatalogSettings catalog) {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration INITIAL_DELAY = Duration.ofSeconds(5);

    public RetrieverSettings {
        registrations = List.copyOf(registrations);
    }

    /**
     * Reads {@code factRetrievers} and {@code catalog}; other keys of the section, and its end, are the caller's.
     *
     * @param catalogPaths from the command line; where there are any, they replace those of the configuration
     */
    public static RetrieverSettings of(Section techInsights, List<Path> catalogPaths) {
        return of(
                techInsights, catalogPaths, InstalledRetrievers.load(techInsights.problems()), ZoneId.systemDefault());
    }

    static RetrieverSettings of(
            Section techInsights, List<Path> catalogPaths, Map<String, FactRetriever> installed, ZoneId zone) {
        List<RetrieverRegistration> registrations = new ArrayList<>();
        techInsights.sections("factRetrievers").forEach((id, section) -> {
            Optional<FactRetriever> retriever = DeclaredRetriever.isDeclared(section)
                    ? declared(id, section, installed)
                    : installed(id, section, installed);
            retriever.ifPresent(known -> registrations.add(registration(known, section, zone)));
        });
        var catalog = CatalogSettings.of(techInsights.section("catalog"), catalogPaths);
        return new RetrieverSettings(registrations, catalog);
    }

    private static Optional<FactRetriever> declared(String id, Section section, Map<String, FactRetriever> installed) {
        if (installed.containsKey(id)) {
            section.problem("type", "declares a retriever under the id of an installed one, expected another id");
        }
        return DeclaredRetriever.read(id, section);
    }

    private static Optional<FactRetriever> installed(String id, Section section, Map<String, FactRetriever> installed) {
        if (!installed.containsKey(id)) {
            section.problems()
                    .add(section.path() + " names no retriever: " + new KnownNames(installed.keySet()).hint(id));
        }
        return Optional.ofNullable(installed.get(id));
    }

    private static RetrieverRegistration registration(FactRetriever retriever, Section section, ZoneId zone) {
        var registration = new RetrieverRegistration(
                retriever,
                section.parse("cadence", json -> Cadence.of(json, zone))
                        .orElseGet(() -> Cadence.daily(retriever.id(), zone)),
                positive(section, "timeout", TIMEOUT),
                section.duration("initialDelay").orElse(INITIAL_DELAY),
                section.parse("lifecycle", LifecycleReader::of).orElse(new FactLifecycle.Keep()),
                section.parse("history", json -> HistoryMode.of(json.asText())).orElse(HistoryMode.ALL),
                section.text("topic", Topics.DEFAULT_FACT_TOPIC),
                section.json("config").map(json -> config(section, json)).orElseGet(Json::object));
        section.done();
        return registration;
    }

    private static ObjectNode config(Section section, JsonNode json) {
        if (json instanceof ObjectNode object) {
            return object;
        }
        section.problem("config", "is " + json + ", expected a map");
        return Json.object();
    }

    private static Duration positive(Section section, String key, Duration otherwise) {
        Duration duration = section.duration(key).orElse(otherwise);
        if (duration.isZero()) {
            section.problem(key, "is nothing, expected a duration above 0");
        }
        return duration;
    }
}
