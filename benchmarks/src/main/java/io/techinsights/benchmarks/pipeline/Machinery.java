package io.techinsights.benchmarks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.benchmarks.process.Instance;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.Pipeline;
import io.techinsights.standalone.PipelineSettings;
import io.techinsights.standalone.embedded.Broker;
import io.techinsights.standalone.embedded.EmbeddedBroker;
import io.techinsights.standalone.embedded.registry.EmbeddedRegistry;
import io.techinsights.streams.app.KafkaSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The standalone's parts, started without waiting until they are ready: how long that takes may be what is measured. */
final class Machinery implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Broker broker;
    private final Pipeline pipeline;

    /**
     * Starts them.
     *
     * @param techInsights the section of the configuration
     */
    Machinery(Path dataDir, ObjectNode techInsights) {
        ObjectNode configuration = Json.object();
        configuration.set(PipelineSettings.SECTION, techInsights);
        var types = CheckerTypes.onClassPath();
        var settings =
                PipelineSettings.of(configuration, new PipelineSettings.CommandLine(dataDir, 0, List.of()), types);
        broker = EmbeddedBroker.start(dataDir.resolve("kafka"), 0);
        started.push(broker);
        Vertx vertx = Vertx.vertx();
        started.push(
                () -> vertx.close().toCompletionStage().toCompletableFuture().get());
        KafkaSettings local =
                settings.kafka().at(broker.bootstrapServers(), settings.kafka().schemaRegistry());
        EmbeddedRegistry registry = EmbeddedRegistry.start(vertx, local.client(), "_schemas", "127.0.0.1", 0);
        started.push(registry);
        pipeline = new Pipeline(
                settings.on(local.at(broker.bootstrapServers(), registry.address())), Pipeline.ROLES, vertx, types);
        started.push(pipeline);
        pipeline.provision();
        pipeline.start();
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    boolean isReady() throws IOException, InterruptedException {
        return instance().isReady();
    }

    /** What is answered; an answer that is no success is an error. */
    JsonNode ask(String method, String path, JsonNode body) throws IOException, InterruptedException {
        return instance().ask(method, path, body);
    }

    private Instance instance() {
        return new Instance(pipeline.address());
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
