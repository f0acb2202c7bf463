package io.techinsights.benchmarks.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.benchmarks.figure.Program;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The real json-rules-engine on Node, in a folder of its own under {@code benchmarks/target}. */
final class JsonRulesEngine {
    static final String VERSION = "7.3.1";

    private static final Path FOLDER = Path.of("benchmarks", "target", "json-rules-engine");
    private static final String SCRIPT = "json-rules-engine.mjs";
    private static final String LOAD = "load.json";

    private JsonRulesEngine() {}

    /** Installs it by npm, unless it is there. */
    static JsonRulesEngine install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        if (!Files.isDirectory(FOLDER.resolve("node_modules").resolve("json-rules-engine"))) {
            Program.run(
                    FOLDER,
                    List.of(
                            "npm",
                            "install",
                            "--prefix",
                            ".",
                            "--no-audit",
                            "--no-fund",
                            "--loglevel=error",
                            "json-rules-engine@" + VERSION));
        }
        try (InputStream script = JsonRulesEngine.class.getResourceAsStream("/" + SCRIPT)) {
            if (script == null) {
                throw new IOException(SCRIPT + " is not on the class path");
            }
            Files.copy(script, FOLDER.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
        }
        return new JsonRulesEngine();
    }

    /** Entities a second, once warmed up. It also has to come to the same verdicts. */
    double measure(EngineLoad load) throws IOException, InterruptedException {
        Files.writeString(FOLDER.resolve(LOAD), Json.write(json(load)));
        String printed = Program.run(FOLDER, List.of("node", SCRIPT, LOAD));
        return Json.parse(printed).path("entitiesPerSecond").asDouble();
    }

    /** What the script reads: checks with the facts they need, entities with their facts and how many checks each passes. */
    private static ObjectNode json(EngineLoad load) {
        ObjectNode json = Json.object();
        var checks = json.putArray("checks");
        for (Check check : load.checks()) {
            checks.addObject()
                    .put("id", check.id())
                    .set("conditions", check.rule().path("conditions"));
        }
        var entities = json.putArray("entities");
        for (EntityFacts entity : load.entities()) {
            ObjectNode one = entities.addObject();
            one.put(
                    "passes",
                    load.predicates().stream()
                            .filter(predicate -> predicate.test(entity.rows()))
                            .count());
            ObjectNode facts = one.putObject("facts");
            entity.rows().values().forEach(row -> row.facts().forEach(facts::set));
        }
        return json;
    }
}
