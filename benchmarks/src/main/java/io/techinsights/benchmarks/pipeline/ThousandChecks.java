package io.techinsights.benchmarks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A thousand checks, a hundred for each of ten retrievers, over ten thousand entities that all ten report of: ten million
 * results. The facts come first, then a restart brings the checks, so that every entity is judged by all of them in one go.
 */
final class ThousandChecks {
    static final int RETRIEVERS = 10;
    static final int CHECKS = 1000;
    static final int ENTITIES = 10_000;
    private static final int BATCH = 500;

    private ThousandChecks() {}

    static String entity(int number) {
        return "component:default/e" + number;
    }

    static String checkId(int number) {
        return "check" + number;
    }

    static String retriever(int number) {
        return "r" + number % RETRIEVERS;
    }

    /** One whose threshold is this; another threshold is another definition. */
    static ObjectNode check(int number, int threshold) {
        ObjectNode check = Json.object()
                .put("type", "json-rules-engine")
                .put("name", "Check " + number)
                .put("description", "Of the benchmark");
        check.putArray("factIds").add(retriever(number));
        ArrayNode all = check.putObject("rule").putObject("conditions").putArray("all");
        all.addObject().put("fact", "count").put("operator", "greaterThan").put("value", threshold);
        all.addObject().put("fact", "owned").put("operator", "equal").put("value", true);
        return check;
    }

    /** The section of the configuration, with the first so many checks. */
    static ObjectNode configuration(int checks) {
        ObjectNode section = Json.object();
        section.putObject("checks").put("editable", true);
        ObjectNode all = section.putObject("factChecker").putObject("checks");
        for (int i = 0; i < checks; i++) {
            all.set(checkId(i), check(i, i % 100));
        }
        return section;
    }

    /** Reports every fact, and stops when it is all stored. */
    static void report(Path dataDir) throws Exception {
        try (var machinery = new Machinery(dataDir, configuration(0))) {
            awaitReady(machinery);
            for (int i = 0; i < RETRIEVERS; i++) {
                ObjectNode schema = Json.object().put("version", "1.0.0");
                ObjectNode facts = schema.putObject("schema");
                facts.putObject("count").put("type", "integer").put("description", "A number");
                facts.putObject("owned").put("type", "boolean").put("description", "Has an owner");
                machinery.ask("PUT", "/fact-schemas/" + retriever(i), schema);
            }
            for (int first = 0; first < ENTITIES; first += BATCH) {
                for (int i = 0; i < RETRIEVERS; i++) {
                    report(machinery, retriever(i), first, BATCH, 50);
                }
            }
            String last = "/facts/latest?entity=" + entity(ENTITIES - 1) + "&ids=" + retriever(RETRIEVERS - 1);
            while (machinery.ask("GET", last, MissingNode.getInstance()).isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** Reports facts of so many entities, from the first on. */
    static void report(Machinery machinery, String retriever, int first, int entities, int count)
            throws IOException, InterruptedException {
        ObjectNode body = Json.object();
        ArrayNode rows = body.putArray("facts");
        for (int i = first; i < first + entities; i++) {
            ObjectNode row = rows.addObject().put("entity", entity(i));
            row.putObject("facts").put("count", count + i % 7).put("owned", i % 3 != 0);
        }
        JsonNode answer = machinery.ask("POST", "/facts/" + retriever, body);
        if (answer.path("accepted").intValue() != entities) {
            throw new IOException("Not all facts were accepted: " + answer);
        }
    }

    static void awaitReady(Machinery machinery) throws IOException, InterruptedException {
        while (!machinery.isReady()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
