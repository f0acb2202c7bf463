package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says of bad input, and of checks offline. */
class CommandLineTest {
    private static final String CHECK = """
            techInsights:
              factChecker:
                checks:
                  tier:
                    type: json-rules-engine
                    name: Tier
                    description: Is gold
                    factIds: [synthetic]
                    rule: { conditions: { any: [ { fact: tier, operator: OPERATOR, value: gold } ] } }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private CommandRun standalone(String config) throws IOException {
        return CommandRun.of(
                "standalone",
                "--port",
                "0",
                "--data-dir",
                folder.resolve("data").toString(),
                "--config",
                file("config.yaml", config));
    }

    @Test
    void shouldReportEveryConfigurationErrorAtOnce() throws IOException {
        // When
        CommandRun run = standalone("""
                techInsights:
                  factRetreivers: {}
                  http: { port: 70000 }
                  factRetrievers:
                    entityMetadataFactRetriever: { cadence: 'every day' }
                    entityMetadataRetriever: {}
                  factChecker:
                    checks:
                      noRule: { type: json-rules-engine, name: x, description: x, factIds: [a] }
                      badOperator:
                        type: json-rules-engine
                        name: x
                        description: x
                        factIds: [a]
                        rule: { conditions: { all: [ { fact: a, operator: equals, value: 1 } ] } }
                """);

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("techInsights.factRetreivers is not known here: did you mean 'factRetrievers'?")
                .contains("techInsights.http.port is 70000, expected a whole number from 0 to 65535")
                .contains("techInsights.factRetrievers.entityMetadataFactRetriever.cadence")
                .contains("every day")
                .contains("entityMetadataRetriever")
                .contains("noRule")
                .contains("badOperator")
                .contains("did you mean 'equal'?");
    }

    @Test
    void shouldNameADuplicateKeyWithItsLine() throws IOException {
        // When
        CommandRun run = standalone("""
                techInsights:
                  factRetrievers:
                    entityMetadataFactRetriever: { cadence: '* * * * *' }
                    entityMetadataFactRetriever: { cadence: '* * * * *' }
                """);

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("config.yaml:4").contains("entityMetadataFactRetriever");
    }

    @Test
    void shouldNameACatalogThatCannotBeRead() throws IOException {
        // Given
        Path missing = folder.resolve("nowhere");

        // When
        CommandRun run = CommandRun.of(
                "standalone",
                "--port=0",
                "--data-dir=" + folder.resolve("data"),
                "--config=" + file("config.yaml", "techInsights: {}"),
                "--catalog=" + missing);

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(missing.toString());
    }

    @Test
    void shouldNameAPortInUseAndStopWhatHadStarted() throws IOException {
        // Given
        String config = file("config.yaml", "techInsights: {}");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            CommandRun run = CommandRun.of(
                    "standalone",
                    "--port=" + taken.getLocalPort(),
                    "--data-dir=" + folder.resolve("data"),
                    "--config=" + config);

            // Then
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("Port " + taken.getLocalPort()).contains("in use");
        }
    }

    @Test
    void shouldValidateChecks() throws IOException {
        // Given
        String good = file("good.yaml", CHECK.replace("OPERATOR", "equal"));
        String bad = file("bad.yaml", CHECK.replace("OPERATOR", "equals"));

        // When
        CommandRun valid = CommandRun.of("checks", "validate", good);
        CommandRun invalid = CommandRun.of("checks", "validate", bad);
        CommandRun missing = CommandRun.of(
                "checks", "validate", folder.resolve("nowhere.yaml").toString());

        // Then
        assertThat(valid.exitCode()).isZero();
        assertThat(valid.out()).contains("1 checks are valid");
        assertThat(invalid.exitCode()).isEqualTo(2);
        assertThat(invalid.err()).contains("tier").contains("equals").contains("did you mean 'equal'?");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("nowhere.yaml cannot be read");
    }

    @Test
    void shouldEvaluateOneLinePerLineOfFacts() throws IOException {
        // Given
        String checks = file("checks.yaml", CHECK.replace("OPERATOR", "equal"));
        String facts = file("facts.jsonl", """
                {"synthetic":{"tier":"gold"}}
                {"synthetic":{"tier":null}}
                {"synthetic":{}}
                """);

        // When
        CommandRun run = CommandRun.of("checks", "evaluate", "--checks", checks, "--facts", facts);

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        var lines = run.out().lines().map(Json::parse).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).path("tier").path("status").asText()).isEqualTo("PASSED");
        assertThat(lines.get(0).path("tier").path("conditions")).isEqualTo(Json.parse("""
                                {"priority":1,"any":[{"fact":"tier","operator":"equal","value":"gold",
                                 "factResult":"gold","valueResult":"gold","result":true}]}
                                """));
        assertThat(lines.get(1).path("tier").path("status").asText()).isEqualTo("FAILED");
        assertThat(lines.get(2).path("tier").path("status").asText()).isEqualTo("NOT_REPORTED");
        assertThat(lines.get(2).path("tier").path("result").isNull()).isTrue();
    }

    @Test
    void shouldNameTheLineOfFactsThatIsNotJson() throws IOException {
        // Given
        String checks = file("checks.yaml", CHECK.replace("OPERATOR", "equal"));
        String facts = file("facts.jsonl", "{\"synthetic\":{}}\n{\"synthetic\":\n");

        // When
        CommandRun run = CommandRun.of("checks", "evaluate", "--checks", checks, "--facts", facts);

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("facts.jsonl:2: Not JSON");
    }

    @Test
    void shouldExplainItself() {
        assertThat(CommandRun.of("--help").out())
                .contains("standalone")
                .contains("topics")
                .contains("checks");
        assertThat(CommandRun.of("standalone", "--help").out())
                .contains("--catalog")
                .contains("--data-dir");
        assertThat(CommandRun.of("standalone", "--prot", "1").exitCode()).isEqualTo(2);
    }
}
