package io.techinsights.benchmarks.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.benchmarks.process.Instance;
import io.techinsights.benchmarks.process.TempFolder;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.PipelineSettings;
import io.techinsights.standalone.Standalone;
import io.techinsights.standalone.embedded.LocalKafka;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * The standalone with 10,000 entities that three retrievers report of, each three facts, and checks of two conditions over
 * them. A fourth retriever, which no check reads, reported 20 times of the first thousand entities, an hour apart.
 */
final class ReadHouse implements AutoCloseable {
    static final int ENTITIES = 10_000;
    static final int RETRIEVERS = 3;
    static final int REMEMBERED = 1000;
    static final String HISTORY = "remembered";
    static final Instant FIRST_RUN = Instant.parse("2025-01-01T00:00:00Z");
    static final String API = Instance.API;
    private static final int RUNS = 20;
    private static final int BATCH = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final TempFolder folder;
    private final Standalone standalone;

    private ReadHouse(TempFolder folder, Standalone standalone) {
        this.folder = folder;
        this.standalone = standalone;
    }

    /** Starts it, and waits until all facts are stored and every check judged every entity. */
    static ReadHouse start(int checks) throws Exception {
        TempFolder folder = TempFolder.named("reads");
        var types = CheckerTypes.onClassPath();
        ObjectNode configuration = Json.object();
        configuration.set(PipelineSettings.SECTION, section(checks));
        var settings = PipelineSettings.of(
                configuration, new PipelineSettings.CommandLine(folder.path(), 0, List.of()), types);
        var house = new ReadHouse(
                folder,
                Standalone.start(
                        settings,
                        vertx -> LocalKafka.start(
                                vertx,
                                folder.path(),
                                new LocalKafka.Ports(0, 0),
                                LocalKafka.Producers.IN_THIS_PROCESS,
                                step -> {}),
                        types,
                        step -> {}));
        try {
            house.report();
            house.awaitStored(checks);
            return house;
        } catch (Exception e) {
            house.close();
            throw e;
        }
    }

    private static ObjectNode section(int checks) {
        ObjectNode section = Json.object();
        ObjectNode all = section.putObject("factChecker").putObject("checks");
        for (int i = 0; i < checks; i++) {
            ObjectNode check = all.putObject("check" + i)
                    .put("type", "json-rules-engine")
                    .put("name", "Check " + i)
                    .put("description", "Of the benchmark");
            check.putArray("factIds").add(retriever(i % RETRIEVERS));
            ArrayNode conditions =
                    check.putObject("rule").putObject("conditions").putArray("all");
            conditions
                    .addObject()
                    .put("fact", "count")
                    .put("operator", "greaterThan")
                    .put("value", i);
            conditions.addObject().put("fact", "owned").put("operator", "equal").put("value", true);
        }
        return section;
    }

    static String entity(int number) {
        return "component:default/service-%06d".formatted(number);
    }

    static String retriever(int number) {
        return "retriever" + number;
    }

    private void report() throws IOException, InterruptedException {
        for (int i = 0; i < RETRIEVERS; i++) {
            announce(retriever(i));
            for (int first = 0; first < ENTITIES; first += BATCH) {
                report(retriever(i), first, Instant.now());
            }
        }
        announce(HISTORY);
        for (int run = 0; run < RUNS; run++) {
            report(HISTORY, 0, FIRST_RUN.plus(Duration.ofHours(run)));
        }
    }

    private void announce(String retriever) throws IOException, InterruptedException {
        ObjectNode schema = Json.object().put("version", "1.0.0");
        ObjectNode facts = schema.putObject("schema");
        facts.putObject("count").put("type", "integer").put("description", "A number");
        facts.putObject("owned").put("type", "boolean").put("description", "Has an owner");
        facts.putObject("documented").put("type", "boolean").put("description", "Has documentation");
        answer(new Question("PUT", API + "/fact-schemas/" + retriever, Json.write(schema)));
    }

    private void report(String retriever, int first, Instant at) throws IOException, InterruptedException {
        ObjectNode body = Json.object();
        ArrayNode rows = body.putArray("facts");
        for (int i = first; i < first + BATCH; i++) {
            ObjectNode row = rows.addObject().put("entity", entity(i)).put("timestamp", at.toString());
            row.putObject("facts").put("count", i % 40).put("owned", i % 3 != 0).put("documented", i % 2 != 0);
        }
        JsonNode answer = Json.parse(answer(Question.post(API + "/facts/" + retriever, Json.write(body))));
        if (answer.path("accepted").intValue() != BATCH) {
            throw new IOException("Not all facts were accepted: " + answer);
        }
    }

    /** The last check of each retriever is judged with those before it. */
    private void awaitStored(int checks) throws IOException, InterruptedException, TimeoutException {
        ObjectNode question = Json.object();
        ArrayNode last = question.putArray("checks");
        for (int i = checks - RETRIEVERS; i < checks; i++) {
            last.add("check" + i);
        }
        for (int first = 0; first < ENTITIES; first += BATCH) {
            ArrayNode entities = question.putArray("entities");
            IntStream.range(first, first + BATCH).mapToObj(ReadHouse::entity).forEach(entities::add);
            await(Question.post(API + "/checks/run", Json.write(question)), Asked.RESULT, BATCH * RETRIEVERS);
        }
        for (int i = 0; i < REMEMBERED; i++) {
            await(Asked.history(i, 0, RUNS), Asked.ROW, RUNS);
        }
    }

    private void await(Question question, String part, int parts)
            throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Asked.count(answer(question), part) < parts) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("Not all is stored and judged after " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** The body of an answer; an answer that is no success is an error. */
    String answer(Question question) throws IOException, InterruptedException {
        return new Instance(address()).answer(question.method(), question.path(), question.body());
    }

    URI address() {
        return standalone.address();
    }

    @Override
    public void close() throws IOException {
        standalone.close();
        folder.close();
    }
}
