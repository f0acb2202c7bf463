package io.techinsights.benchmarks.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.TechInsights;
import io.techinsights.standalone.embedded.LocalKafka;
import io.techinsights.streams.http.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How fast the entities of a catalog of 100,000 come on their topic, from the first page that is asked for, beside a loop that
 * asks for the same pages and sends each entity as it came. The process has the same small heap as for a tenth of them.
 */
public final class CatalogFigure implements Figure {
    private static final int ENTITIES = 100_000;
    private static final int FEW = 10_000;
    private static final int PAGE = 500;
    private static final String PLAIN = "plain";
    private static final String CONFIG = """
            techInsights:
              kafka: { bootstrapServers: '%s', schemaRegistry: '%s', prefix: '' }
              factTopics: [plain]
              catalog: { url: '%s', pageSize: %d, cadence: { hours: 1 } }
              factRetrievers:
                entityMetadataFactRetriever: { cadence: { hours: 1 }, initialDelay: { milliseconds: 1 } }
            """;

    private final PrintStream out;

    /**
     * @param out takes what is found besides the figure
     */
    public CatalogFigure(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "catalog-100k";
    }

    @Override
    public String unit() {
        return "entities/s";
    }

    @Override
    public String description() {
        return "100,000 entities from a backend to their topic, beside a loop that only asks and sends";
    }

    @Override
    public Round measure() throws Exception {
        retrieve(FEW);
        return retrieve(ENTITIES);
    }

    private Round retrieve(int entities) throws Exception {
        Path folder = Files.createTempDirectory("catalog");
        Vertx vertx = HttpServer.vertx();
        try (var backend = new CatalogBackend(entities);
                LocalKafka kafka = LocalKafka.start(
                        vertx, folder, new LocalKafka.Ports(0, 0), LocalKafka.Producers.ELSEWHERE, step -> {})) {
            Path config = Files.writeString(
                    folder.resolve("config.yaml"),
                    CONFIG.formatted(kafka.bootstrapServers(), kafka.schemaRegistry(), backend.url(), PAGE));
            int provisioned = TechInsights.commandLine().execute("topics", "provision", "--config=" + config);
            if (provisioned != 0) {
                throw new IllegalStateException("The topics could not be provisioned");
            }
            double plain = plain(backend, kafka.bootstrapServers(), entities);
            return new Round(ours(folder, config, backend, kafka.bootstrapServers(), entities), plain);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
            delete(folder);
        }
    }

    private double ours(Path folder, Path config, CatalogBackend backend, String brokers, int entities)
            throws Exception {
        backend.forget();
        try (var process = new RetrieversProcess(folder, config)) {
            Arrivals arrived = Arrivals.await(brokers, "entities", entities);
            double rate = arrived.perSecondSince(backend.firstAskedNanos());
            Arrivals facts = Arrivals.await(brokers, "facts", entities);
            process.requireAlive();
            out.printf(
                    "%,d entities at %,.0f/s, and their facts %.1f s after the first page; heap of %d MiB, at most %d MiB in all%n",
                    entities,
                    rate,
                    (facts.lastNanos() - backend.firstAskedNanos()) / 1e9,
                    RetrieversProcess.HEAP_MIB,
                    process.peakMib());
            return rate;
        }
    }

    /** What cannot be done with less: ask for a page, take it apart, send each entity. */
    private static double plain(CatalogBackend backend, String brokers, int entities)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        Map<String, Object> config = Map.of("bootstrap.servers", brokers, "linger.ms", 5);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.partitionsFor(PLAIN);
            long begun = System.nanoTime();
            String cursor = "0";
            while (!cursor.isEmpty()) {
                URI page = backend.url().resolve(CatalogBackend.PATH + "?limit=" + PAGE + "&cursor=" + cursor);
                String body = http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                        .body();
                JsonNode json = Json.parse(body);
                for (JsonNode entity : json.path("items")) {
                    producer.send(new ProducerRecord<>(
                            PLAIN,
                            entity.path("metadata").path("name").asText().getBytes(StandardCharsets.UTF_8),
                            Json.write(entity).getBytes(StandardCharsets.UTF_8)));
                }
                cursor = json.path("pageInfo").path("nextCursor").asText("");
            }
            producer.flush();
            return entities * 1e9 / (System.nanoTime() - begun);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
