package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.streams.config.ConfigFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Whether {@code docker-compose.yml} fits the program, and what else describes it. */
class ComposeFileTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DEMO = Path.of("src", "main", "resources", "demo");
    private static final String DEMO_IN_IMAGE = "/opt/tech-insights/demo";

    private final JsonNode services = services();

    /** Jackson's YAML leaves anchors and merges alone. */
    private static JsonNode services() {
        try (var file = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
            Object compose = new Yaml().load(file);
            return new ObjectMapper().valueToTree(compose).path("services");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The command lines of the services that run roles, by service. */
    private Map<String, List<String>> running() {
        var running = new TreeMap<String, List<String>>();
        services.properties().forEach(service -> {
            List<String> command = Manifest.texts(service.getValue().path("command"));
            if (command.contains("run")) {
                running.put(service.getKey(), command);
            }
        });
        return running;
    }

    @Test
    void shouldRunTwoOfEachRoleAndAnEntryWithAll() {
        // When
        var roles = new TreeMap<String, List<String>>();
        running().forEach((service, command) -> {
            var parsed = TechInsights.commandLine()
                    .parseArgs(command.toArray(String[]::new))
                    .subcommand();
            assertThat(parsed.unmatched()).isEmpty();
            roles.put(service, new ArrayList<>(parsed.matchedOptionValue("--roles", Pipeline.ROLES)));
        });

        // Then
        assertThat(roles.get("entry")).containsExactlyInAnyOrderElementsOf(Pipeline.ROLES);
        Pipeline.ROLES.forEach(role ->
                assertThat(roles).containsEntry(role + "-1", List.of(role)).containsEntry(role + "-2", List.of(role)));
        assertThat(roles).hasSize(7);
    }

    @Test
    void shouldProvisionWhatTheRolesRunOn() {
        // When
        List<String> command = Manifest.texts(services.at("/provision/command"));

        // Then
        var parsed = TechInsights.commandLine()
                .parseArgs(command.toArray(String[]::new))
                .subcommand();
        assertThat(parsed.subcommand().commandSpec().qualifiedName(" ")).endsWith("topics provision");
        assertThat(running().values()).allSatisfy(run -> assertThat(run).contains(option(command, "--config=")));
        assertThat(services.path("provision").path("environment"))
                .isEqualTo(services.path("entry").path("environment"));
    }

    private static String option(List<String> command, String name) {
        return command.stream()
                .filter(option -> option.startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldHaveSettingsThatAreRead(@TempDir Path folder) throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("peer"), "a-secret-that-all-instances-of-this-test-have");
        var environment = new TreeMap<String, String>();
        services.at("/entry/environment")
                .properties()
                .forEach(variable -> environment.put(
                        variable.getKey(), variable.getValue().asText().replace("/secret/peer", secret.toString())));
        Path config = Path.of(option(running().getOrDefault("entry", List.of()), "--config=" + DEMO_IN_IMAGE));

        // When
        var settings = PipelineSettings.of(
                new ConfigFiles(environment)
                        .read(List.of(DEMO.resolve(config.getFileName())), PipelineSettings.SECTION),
                new PipelineSettings.CommandLine(folder, 7007, List.of()),
                CheckerTypes.onClassPath());

        // Then
        assertThat(settings.kafka().replicationFactor()).isEqualTo((short) 3);
        assertThat(settings.kafka().partitions()).isEqualTo(6);
        assertThat(settings.kafka().state().standbyReplicas()).isEqualTo(1);
        assertThat(settings.kafka().bootstrapServers().split(","))
                .allSatisfy(broker -> assertThat(services.has(broker.substring(0, broker.indexOf(':'))))
                        .isTrue());
        assertThat(services.has(settings.kafka().schemaRegistry().getHost())).isTrue();
        assertThat(settings.http().peerSecret()).isPresent();
    }

    @Test
    void shouldBeScrapedWhole() {
        // When
        List<String> targets = Manifest.texts(
                Manifest.document("prometheus/prometheus.yml").at("/scrape_configs/0/static_configs/0/targets"));

        // Then
        assertThat(targets)
                .containsExactlyInAnyOrderElementsOf(running().keySet().stream()
                        .map(service -> service + ":7007")
                        .collect(Collectors.toList()));
    }

    @Test
    void shouldEndWithWhatTheReadmeSaysToTry() throws IOException {
        // Given
        String readme = Files.readString(ROOT.resolve("README.md"));

        // When
        List<String> tries = Files.readAllLines(ROOT.resolve("container/ready.txt")).stream()
                .filter(line -> line.contains("curl"))
                .map(String::strip)
                .toList();

        // Then
        assertThat(tries).hasSize(3).allSatisfy(line -> assertThat(readme).contains(line));
    }

    @Test
    void shouldNameTheImagesThatTestsRunOn() {
        // Then
        assertThat(services.at("/kafka-1/image").asText()).isEqualTo("apache/kafka:4.3.1");
        assertThat(services.at("/registry/image").asText()).isEqualTo("apicurio/apicurio-registry:3.3.3");
    }
}
