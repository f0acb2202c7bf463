package io.techinsights.retriever;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.api.LifecycleReader;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.retriever.schedule.Cadence;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.HistoryMode;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.config.KnownNames;
import io.techinsights.streams.config.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which retrievers run, how, and over which catalog.
 *
 * @param catalogPaths files and folders; empty where the entities come from somewhere else
 * @param catalogCadence how often they are looked at
 */
public record RetrieverSettings(
        List<RetrieverRegistration> registrations, List<Path> catalogPaths, Duration catalogCadence) {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration INITIAL_DELAY = Duration.ofSeconds(5);
    private static final Duration CATALOG_CADENCE = Duration.ofSeconds(10);

    public RetrieverSettings {
        registrations = List.copyOf(registrations);
        catalogPaths = List.copyOf(catalogPaths);
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
            FactRetriever retriever = installed.get(id);
            if (retriever == null) {
                section.problems()
                        .add(section.path() + " names no retriever: " + new KnownNames(installed.keySet()).hint(id));
            } else {
                registrations.add(registration(retriever, section, zone));
            }
        });
        Section catalog = techInsights.section("catalog");
        List<Path> configured = catalog.texts("paths").stream().map(Path::of).toList();
        List<Path> paths = catalogPaths.isEmpty() ? configured : catalogPaths;
        for (Path path : paths) {
            if (!Files.isReadable(path)) {
                catalog.problem("paths", "holds '" + path + "', expected a file or folder that can be read");
            }
        }
        Duration cadence = positive(catalog, "cadence", CATALOG_CADENCE);
        catalog.done();
        return new RetrieverSettings(registrations, paths, cadence);
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
