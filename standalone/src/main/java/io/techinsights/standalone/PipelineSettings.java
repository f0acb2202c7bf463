package io.techinsights.standalone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.CheckSettings;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.factstore.FactStoreSettings;
import io.techinsights.retriever.RetrieverSettings;
import io.techinsights.schemas.registry.CompatibilityLevel;
import io.techinsights.schemas.registry.RegistrationRules;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.config.InvalidConfigurationException;
import io.techinsights.streams.config.Problems;
import io.techinsights.streams.config.Section;
import io.techinsights.streams.http.HttpSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything that {@code techInsights:} configures.
 *
 * @param registration what is done to the schema registry
 * @param factTopics further fact topics, without the prefix
 */
public record PipelineSettings(
        KafkaSettings kafka,
        RegistrationRules registration,
        HttpSettings http,
        List<String> factTopics,
        RetrieverSettings retrievers,
        FactStoreSettings facts,
        CheckSettings checks) {
    public static final String SECTION = "techInsights";
    private static final String AS_THE_REGISTRY_HAS_IT = "registry";
    private static final String BASE_PATH = "/api/tech-insights";

    /** What the command line says of these settings. */
    public record CommandLine(Path dataDir, int port, List<Path> catalogs) {}

    /**
     * Reads and checks all of it.
     *
     * @param configuration holds the section
     * @throws InvalidConfigurationException with everything that is wrong
     */
    public static PipelineSettings of(ObjectNode configuration, CommandLine commandLine, CheckerTypes types) {
        var problems = new Problems();
        Section section = Section.of(configuration, SECTION, problems);
        section.has("checksRunConcurrency");
        var settings = new PipelineSettings(
                KafkaSettings.of(
                        section.section("kafka"), "127.0.0.1:9092", "http://127.0.0.1:8081", commandLine.dataDir()),
                registration(section.section("schemaRegistry")),
                HttpSettings.of(section.section("http"), BASE_PATH, commandLine.port()),
                section.texts("factTopics"),
                RetrieverSettings.of(section, commandLine.catalogs()),
                FactStoreSettings.of(section),
                CheckSettings.of(section, new CheckReader(types)));
        section.done();
        problems.throwIfAny();
        return settings;
    }

    private static RegistrationRules registration(Section registry) {
        var rules = new RegistrationRules(
                registry.flag("autoRegister", RegistrationRules.DEFAULT.autoRegister()),
                registry.parse("compatibility", value -> level(value.asText()))
                        .orElse(RegistrationRules.DEFAULT.level()));
        registry.done();
        return rules;
    }

    private static Optional<CompatibilityLevel> level(String name) {
        return name.equals(AS_THE_REGISTRY_HAS_IT)
                ? Optional.empty()
                : CompatibilityLevel.of(name).or(() -> {
                    throw new IllegalArgumentException("is '" + name + "', expected one of "
                            + String.join(", ", CompatibilityLevel.names()) + ", or " + AS_THE_REGISTRY_HAS_IT
                            + " for what the registry says of itself");
                });
    }

    /** The registry as these settings say. */
    public SchemaRegistryClient schemaRegistry() {
        return new SchemaRegistryClient(kafka.schemaRegistry(), registration);
    }

    /** The same pipeline on another Kafka. */
    public PipelineSettings on(KafkaSettings other) {
        return new PipelineSettings(other, registration, http, factTopics, retrievers, facts, checks);
    }
}
