package io.techinsights.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.standalone.embedded.LocalKafka;
import io.techinsights.standalone.kafka.TestKafka;
import io.techinsights.streams.config.ConfigFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The whole program, started in the test's process, and what a client of it needs. */
final class TestHouse implements AutoCloseable {
    static final String API = "/api/tech-insights";

    /** A last check of a configuration: of what the catalog tells, and never stale while a test runs. */
    static final String TITLE_CHECK = """
            titleCheck:
              type: json-rules-engine
              name: Title
              description: Has a title
              factIds: [entityMetadataFactRetriever]
              staleAfter: { hours: 9 }
              rule: { conditions: { all: [{ fact: hasTitle, operator: equal, value: true }] } }
            """.indent(6);

    private final Standalone standalone;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestHouse(Standalone standalone) {
        this.standalone = standalone;
    }

    static TestHouse start(Path dataDir, List<Path> configs, List<Path> catalogs) {
        var types = CheckerTypes.onClassPath();
        var configuration = new ConfigFiles(Map.of()).read(configs, PipelineSettings.SECTION);
        var settings =
                PipelineSettings.of(configuration, new PipelineSettings.CommandLine(dataDir, 0, catalogs), types);
        return new TestHouse(Standalone.start(
                settings,
                vertx -> TestKafka.withRegistry(vertx, dataDir.resolve("kafka"), LocalKafka.Producers.IN_THIS_PROCESS),
                types,
                step -> {}));
    }

    Standalone standalone() {
        return standalone;
    }

    Answer send(String method, String path, String contentType, String body) {
        var request = HttpRequest.newBuilder(URI.create(standalone.address() + API + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!contentType.isEmpty()) {
            request.header("content-type", contentType);
        }
        return send(request.build());
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    JsonNode get(String path) {
        return send("GET", path, "", "").json();
    }

    JsonNode post(String path, String body) {
        return send("POST", path, "application/json", body).json();
    }

    /** All that is committed on a topic now. */
    List<ConsumerRecord<String, byte[]>> records(String topic) {
        var config = new Properties();
        config.put("bootstrap.servers", standalone.bootstrapServers());
        config.put("isolation.level", "read_committed");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        standalone.close();
    }
}
