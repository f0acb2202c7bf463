package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.evaluate.Ruling;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.PipelineSettings;
import io.techinsights.streams.config.ConfigFiles;
import io.techinsights.streams.config.InvalidConfigurationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Works with checks: offline with the same engine, and on the registry of an instance that runs. */
@Command(
        name = "checks",
        mixinStandardHelpOptions = true,
        description = "Validates and tries checks offline, and edits those of an instance.",
        subcommands = {ApplyCommand.class, DiffCommand.class, DeleteCommand.class})
public final class ChecksCommand {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Exit code 0 where all checks are valid, 2 where one is not. */
    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description = "Says what is wrong with the checks of a file, all of it. Exit code 0: nothing.")
    int validate(
            @Parameters(paramLabel = "FILE", description = "Configuration with techInsights.factChecker.checks")
                    Path file) {
        CheckReader.Read read = read(file, CheckerTypes.onClassPath());
        PrintWriter err = spec.commandLine().getErr();
        read.warnings().forEach(warning -> err.println("warning: " + warning));
        spec.commandLine().getOut().println(read.checks().size() + " checks are valid");
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** One JSON line for each line of facts, and nothing else on standard output. */
    @Command(
            name = "evaluate",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Evaluates checks over facts. The facts file holds JSON lines, each {\"<retrieverId>\": {\"<fact>\": value}}.",
                "Prints a JSON line for each: {\"<checkId>\": {\"status\", \"result\", \"conditions\"}}.",
                "Filters need a catalog and are not applied."
            })
    int evaluate(
            @Option(names = "--checks", required = true, paramLabel = "FILE", description = "As for validate")
                    Path checksFile,
            @Option(names = "--facts", required = true, paramLabel = "FILE", description = "JSON lines")
                    Path factsFile) {
        var types = CheckerTypes.onClassPath();
        List<Check> checks = read(checksFile, types).checks();
        PrintWriter out = spec.commandLine().getOut();
        try (var set = CheckSet.of(checks, types);
                BufferedReader lines = Files.newBufferedReader(factsFile)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    out.println(Json.write(outcomes(set, checks, facts(factsFile, number, line))));
                }
            }
        } catch (IOException e) {
            throw new InvalidConfigurationException(List.of(
                    factsFile + " cannot be read as UTF-8 text: " + e.getClass().getSimpleName()));
        } finally {
            out.flush();
        }
        return 0;
    }

    /**
     * The checks of a file.
     *
     * @throws InvalidConfigurationException with everything that is wrong
     */
    static CheckReader.Read read(Path file, CheckerTypes types) {
        ObjectNode configuration = new ConfigFiles(System.getenv()).read(List.of(file), PipelineSettings.SECTION);
        JsonNode checks =
                configuration.path(PipelineSettings.SECTION).path("factChecker").path("checks");
        if (!checks.isObject()) {
            throw new InvalidConfigurationException(
                    List.of(file + " has no map techInsights.factChecker.checks of check id to check"));
        }
        CheckReader.Read read = new CheckReader(types).readAll(checks);
        if (!read.errors().isEmpty()) {
            throw new InvalidConfigurationException(
                    read.errors().stream().map(Object::toString).toList());
        }
        return read;
    }

    private static EntityFacts facts(Path file, int number, String line) {
        JsonNode json;
        try {
            json = Json.parse(line);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(List.of(file + ":" + number + ": " + e.getMessage()));
        }
        if (!json.isObject()) {
            throw new InvalidConfigurationException(
                    List.of(file + ":" + number + ": expected an object of retriever id to facts, got " + json));
        }
        var entity = new EntityRef("component", EntityRef.DEFAULT_NAMESPACE, "line-" + number);
        Map<String, FactRow> rows = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> retriever : json.properties()) {
            if (!retriever.getValue().isObject()) {
                throw new InvalidConfigurationException(
                        List.of(file + ":" + number + ": expected an object of facts for '" + retriever.getKey()
                                + "', got " + retriever.getValue()));
            }
            Map<String, JsonNode> facts = new LinkedHashMap<>();
            retriever.getValue().properties().forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
            rows.put(retriever.getKey(), new FactRow(retriever.getKey(), "0.0.0", entity, Instant.EPOCH, null, facts));
        }
        return new EntityFacts(entity, rows);
    }

    private static ObjectNode outcomes(CheckSet set, List<Check> checks, EntityFacts facts) {
        Map<String, CheckOutcome> outcomes = set.evaluate(checks, facts);
        ObjectNode line = Json.object();
        checks.forEach(check -> line.set(check.id(), json(Ruling.of(check, outcomes.get(check.id())))));
        return line;
    }

    private static ObjectNode json(Ruling ruling) {
        ObjectNode json = Json.object().put("status", ruling.status().name());
        json.set("result", ruling.result());
        json.set("conditions", ruling.conditions());
        if (ruling.reason() != null) {
            json.put("reason", ruling.reason());
        }
        return json;
    }
}
