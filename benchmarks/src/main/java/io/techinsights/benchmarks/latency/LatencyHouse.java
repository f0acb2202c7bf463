package io.techinsights.benchmarks.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.benchmarks.process.Instance;
import io.techinsights.benchmarks.process.StandaloneProcess;
import io.techinsights.benchmarks.process.TempFolder;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.standalone.PipelineSettings;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.StateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The standalone program as a process of its own, with the settings of production, and checks that requests may edit. */
final class LatencyHouse implements AutoCloseable {
    private static final String PREFIX = "tech-insights.";
    private static final int PARTITIONS = 4;

    private final TempFolder folder;
    private final StandaloneProcess process;
    private final KafkaSettings kafka;

    private LatencyHouse(TempFolder folder, StandaloneProcess process) {
        this.folder = folder;
        this.process = process;
        this.kafka = new KafkaSettings(
                process.bootstrapServers(),
                process.schemaRegistry(),
                PREFIX,
                PARTITIONS,
                (short) 1,
                folder.path(),
                Optional.empty(),
                StateSettings.defaults(),
                Map.of());
    }

    /**
     * Starts it, and announces the facts.
     *
     * @param commitMillis the commit interval; that of production where there is none
     */
    static LatencyHouse start(CountedFacts facts, OptionalInt commitMillis) throws Exception {
        TempFolder folder = TempFolder.named("latency");
        Path config = Files.writeString(folder.path().resolve("config.yaml"), Json.write(configuration(commitMillis)));
        var house = new LatencyHouse(folder, StandaloneProcess.start(folder.path(), List.of("--config=" + config)));
        try {
            house.process.awaitReady();
            house.instance().ask("PUT", "/fact-schemas/" + CountedFacts.RETRIEVER, facts.announcement());
            return house;
        } catch (Exception e) {
            house.close();
            throw e;
        }
    }

    private static ObjectNode configuration(OptionalInt commitMillis) {
        ObjectNode configuration = Json.object();
        ObjectNode section = configuration.putObject(PipelineSettings.SECTION);
        section.putObject("checks").put("editable", true);
        commitMillis.ifPresent(millis ->
                section.putObject("kafka").putObject("properties").put("commit.interval.ms", Integer.toString(millis)));
        return configuration;
    }

    /** Adds a check, or puts another in its place; the definition that results are by from then on. */
    Coverage.Definition put(String checkId, ObjectNode check) throws IOException, InterruptedException {
        JsonNode answer = instance().ask("PUT", "/checks/" + checkId, check);
        return new Coverage.Definition(checkId, answer.path("contentHash").asText());
    }

    Instance instance() {
        return process.instance();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** All topics, with a registry that is asked over HTTP. */
    Topics topics() {
        return new Topics(PREFIX, new SchemaRegistryClient(kafka.schemaRegistry()), List.of());
    }

    /** A producer with the settings that those of the product have. */
    Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Makes sure that it runs. */
    void requireAlive() throws IOException {
        process.requireAlive();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.close();
        folder.close();
    }
}
