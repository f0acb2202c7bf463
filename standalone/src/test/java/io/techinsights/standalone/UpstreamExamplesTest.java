package io.techinsights.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.kafka.OnKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded answers of upstream: ours are the same, save where we answer better on purpose. */
@OnKafka
class UpstreamExamplesTest {
    private static final String PROPERTY = "upstream.examples";

    /** The recordings where our answer is another, and why. */
    private static final Map<String, Better> BETTER = Map.ofEntries(
            Map.entry("fact-schemas-one", new Better(200, "one id is a 500 there")),
            Map.entry("fact-schemas-comma", new Better(200, "a comma list is a 500 there")),
            Map.entry("latest-missing-both", new Better(400, "a missing entity is a 500 there")),
            Map.entry("latest-entity-no-kind-with-namespace", new Better(400, "a malformed entity is a 500 there")),
            Map.entry("bulk-strings-uppercase", new Better(200, "strings are normalised as objects are")),
            Map.entry("bulk-strings-no-namespace", new Better(200, "strings are normalised as objects are")),
            Map.entry("bulk-strings-malformed", new Better(400, "malformed entities are named")),
            Map.entry("bulk-strings-malformed-filter", new Better(400, "malformed entities are named")),
            Map.entry("bulk-no-body", new Better(400, "a 500 there")),
            Map.entry("bulk-null-entities", new Better(400, "a 500 there")),
            Map.entry("bulk-entities-string", new Better(400, "a 500 there")),
            Map.entry("bulk-entities-number-element", new Better(400, "a 500 there")),
            Map.entry("bulk-checks-string", new Better(400, "checks of a wrong type")),
            Map.entry("checks-after-run", new Better(200, "upstream changes its own configuration by running it")));

    /** Each check sees the facts of its own factIds only; upstream merges those of all checks of a request. */
    private static final String COLLISION = "collisionReversedCheck";

    private record Better(int status, String reason) {}

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dataDir;

    @SuppressWarnings("NullAway.Init")
    private static Path examples;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @BeforeAll
    static void load() throws IOException {
        String folder = System.getProperty(PROPERTY, "");
        assumeTrue(
                !folder.isEmpty() && Files.isDirectory(Path.of(folder)),
                "Skipped: -D" + PROPERTY + " names no folder of recorded answers");
        examples = Path.of(folder);
        house = TestHouse.start(
                dataDir,
                List.of(examples.resolve("app-config.checks.yaml")),
                List.of(examples.resolve("catalog.yaml")));
        pushSchemas();
        awaitCatalog();
        pushFacts();
    }

    @AfterAll
    static void stop() {
        if (house != null) {
            house.close();
        }
    }

    private static void pushSchemas() throws IOException {
        for (JsonNode row : Json.parse(Files.readString(examples.resolve("fact-schemas-table.json")))) {
            ObjectNode body = Json.object().put("version", row.path("version").asText());
            if (!row.path("entityFilter").isNull()) {
                body.set("entityFilter", row.path("entityFilter"));
            }
            body.set("schema", row.path("schema"));
            Answer answer =
                    house.send("PUT", "/fact-schemas/" + row.path("id").asText(), "application/json", Json.write(body));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    private static void awaitCatalog() throws IOException {
        long entities = Files.readString(examples.resolve("catalog.yaml"))
                .lines()
                .filter(line -> line.startsWith("{"))
                .count();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> house.records("tech-insights.entities").size() >= entities);
    }

    private static void pushFacts() throws IOException {
        JsonNode rows = Json.parse(Files.readString(examples.resolve("facts-table.json")));
        Map<String, ArrayNode> byRetriever = new HashMap<>();
        rows.forEach(row -> byRetriever
                .computeIfAbsent(row.path("id").asText(), key -> Json.array())
                .add(((ObjectNode) row.deepCopy()).without("id")));
        for (var retriever : byRetriever.entrySet()) {
            ObjectNode body = Json.object();
            body.set("facts", retriever.getValue());
            Answer answer = house.send("POST", "/facts/" + retriever.getKey(), "application/json", Json.write(body));
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            assertThat(answer.json().path("accepted").asInt())
                    .as(answer.body())
                    .isEqualTo(retriever.getValue().size());
        }
        awaitEvaluated(rows);
    }

    /** Every newest row has been read by the checker: each entity's results name the newest offsets of its facts. */
    private static void awaitEvaluated(JsonNode rows) {
        Map<String, TreeSet<String>> reported = new HashMap<>();
        rows.forEach(row -> reported.computeIfAbsent(row.path("entity").asText(), key -> new TreeSet<>())
                .add(row.path("id").asText()));
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    Map<String, TreeSet<String>> seen = new HashMap<>();
                    for (JsonNode entry : house.post("/checks/run?include=all", "{\"entities\":[]}")) {
                        for (JsonNode result : entry.path("results")) {
                            result.path("sources")
                                    .forEach(source -> seen.computeIfAbsent(
                                                    entry.path("entity").asText(), key -> new TreeSet<>())
                                            .add(source.path("retrieverId").asText()));
                        }
                    }
                    return reported.entrySet().stream().allMatch(entity -> {
                        var expected = new TreeSet<>(entity.getValue());
                        expected.removeAll(List.of("historyRetriever", "orphanRetriever"));
                        return seen.getOrDefault(entity.getKey(), new TreeSet<>())
                                .containsAll(expected);
                    });
                });
    }

    @Test
    void shouldAnswerAsUpstreamDoes() throws IOException {
        // Given
        List<Path> recordings;
        try (Stream<Path> files = Files.list(examples.resolve("recorded"))) {
            recordings = files.sorted().toList();
        }

        // When
        int same = 0;
        List<String> better = new ArrayList<>();
        List<String> different = new ArrayList<>();
        for (Path file : recordings) {
            JsonNode recording = Json.parse(Files.readString(file));
            String name = recording.path("name").asText();
            Answer answer = ask(recording.path("request"));
            String difference = difference(recording.path("response"), answer);
            Better known = BETTER.get(name);
            if (difference.isEmpty()) {
                same++;
            } else if (known != null && known.status() == answer.status()) {
                better.add(name + ": " + known.reason());
            } else if (difference.equals(COLLISION)) {
                better.add(name + ": each check sees its own facts (" + COLLISION + ")");
            } else {
                different.add(name + ": " + difference);
            }
        }

        // Then
        better.forEach(line -> System.out.println("better  " + line));
        different.forEach(line -> System.out.println("DIFFERENT  " + line));
        System.out.printf("same %d / better %d / different %d%n", same, better.size(), different.size());
        assertThat(different).isEmpty();
        assertThat(same + better.size()).isEqualTo(recordings.size());
    }

    private static Answer ask(JsonNode request) {
        String path = request.path("path").asText().replace("[", "%5B").replace("]", "%5D");
        if (path.contains("%zz")) {
            return RawHttp.send(
                    house.standalone().address(), request.path("method").asText(), TestHouse.API + path);
        }
        var builder = HttpRequest.newBuilder(URI.create(house.standalone().address() + TestHouse.API + path))
                .method(
                        request.path("method").asText(),
                        request.has("body")
                                ? HttpRequest.BodyPublishers.ofString(
                                        request.path("body").asText(), UTF_8)
                                : HttpRequest.BodyPublishers.noBody());
        request.path("headers")
                .properties()
                .forEach(header ->
                        builder.header(header.getKey(), header.getValue().asText()));
        return house.send(builder.build());
    }

    private static String difference(JsonNode recorded, Answer answer) {
        if (recorded.path("status").asInt() != answer.status()) {
            return "status " + answer.status() + " instead of " + recorded.path("status") + " " + answer.body();
        }
        if (!recorded.has("json")) {
            return recorded.path("text").asText().equals(answer.body()) ? "" : "body '" + answer.body() + "'";
        }
        JsonNode expected = normal(recorded.path("json"));
        JsonNode actual = normal(answer.json());
        return expected.equals(actual) ? "" : firstDifference("$", expected, actual);
    }

    /** The results of a run are a set; so are the rows of a range. */
    private static JsonNode normal(JsonNode node) {
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(element -> elements.add(normal(element)));
            if (node.path(0).has("check") || node.path(0).has("timestamp")) {
                elements.sort((left, right) -> sortKey(left).compareTo(sortKey(right)));
            }
            return Json.array().addAll(elements);
        }
        if (node.isObject()) {
            ObjectNode copy = Json.object();
            node.properties().forEach(field -> copy.set(field.getKey(), normal(field.getValue())));
            return copy;
        }
        return Json.canonical(node);
    }

    private static String sortKey(JsonNode node) {
        return node.has("check")
                ? node.path("check").path("id").asText()
                : node.path("timestamp").asText();
    }

    private static String firstDifference(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            if (expected.path("check").path("id").asText().equals(COLLISION)) {
                return COLLISION;
            }
            var keys = new TreeSet<String>();
            expected.fieldNames().forEachRemaining(keys::add);
            actual.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                if (!expected.path(key).equals(actual.path(key))) {
                    return firstDifference(path + "." + key, expected.path(key), actual.path(key));
                }
            }
        }
        if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            String last = "";
            for (int i = 0; i < expected.size(); i++) {
                if (!expected.get(i).equals(actual.get(i))) {
                    last = firstDifference(path + "[" + i + "]", expected.get(i), actual.get(i));
                    if (!last.equals(COLLISION)) {
                        return last;
                    }
                }
            }
            return last;
        }
        return path + " is " + shortened(actual) + " instead of " + shortened(expected);
    }

    private static String shortened(JsonNode node) {
        String text = node.isMissingNode() ? "missing" : node.toString();
        return text.length() < 300 ? text : text.substring(0, 300) + "…";
    }
}
