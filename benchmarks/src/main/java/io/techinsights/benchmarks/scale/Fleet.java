package io.techinsights.benchmarks.scale;

import io.techinsights.benchmarks.process.FreePorts;
import io.techinsights.benchmarks.process.Instance;
import io.techinsights.benchmarks.process.JavaProcess;
import io.techinsights.benchmarks.process.TempFolder;
import io.techinsights.benchmarks.store.FactLoad;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.standalone.TechInsights;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.StateSettings;
import io.techinsights.streams.topics.TopicProvisioner;
import io.techinsights.streams.topics.TopicSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A broker with a schema registry, and instances of all roles, each a process of its own; an instance is kept to one core. */
final class Fleet implements AutoCloseable {
    private static final String PREFIX = "tech-insights.";
    private static final int PARTITIONS = 8;
    private static final List<String> OPTIONS =
            List.of("-Xmx512m", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError");
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long LOOK_MILLIS = 50;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final TempFolder folder;
    private final KafkaSettings kafka;
    private final List<Member> members = new ArrayList<>();

    private record Member(Instance instance, JavaProcess process) {}

    private Fleet(TempFolder folder, int kafkaPort, int registryPort) {
        this.folder = folder;
        started.push(folder);
        kafka = new KafkaSettings(
                "127.0.0.1:" + kafkaPort,
                URI.create("http://127.0.0.1:" + registryPort),
                PREFIX,
                PARTITIONS,
                (short) 1,
                folder.path(),
                Optional.empty(),
                StateSettings.defaults(),
                Map.of());
    }

    /** Starts so many instances, and waits until each has its part of the work. */
    static Fleet start(int instances, Cores cores, FactLoad load) throws Exception {
        List<Integer> ports = FreePorts.take(2 + instances);
        var fleet = new Fleet(TempFolder.named("fleet"), ports.get(0), ports.get(1));
        try {
            fleet.startBroker(ports.get(0), ports.get(1));
            Path config = Files.writeString(
                    fleet.folder.path().resolve("config.yaml"), Json.write(ScaleLoad.configuration(fleet.kafka)));
            for (int i = 0; i < instances; i++) {
                fleet.startInstance(cores.starter(i), config, ports.get(2 + i));
            }
            fleet.awaitReady();
            fleet.members
                    .get(0)
                    .instance()
                    .ask("PUT", "/fact-schemas/" + load.retriever(), ScaleLoad.announcement(load));
            fleet.awaitShares();
            return fleet;
        } catch (Exception e) {
            fleet.close();
            throw e;
        }
    }

    private void startBroker(int kafkaPort, int registryPort) throws IOException {
        var broker = new JavaProcess(
                OPTIONS,
                TechInsights.class,
                List.of(
                        "broker",
                        "--data-dir=" + folder.path().resolve("broker"),
                        "--kafka-port=" + kafkaPort,
                        "--registry-port=" + registryPort),
                folder.path().resolve("broker.log"));
        started.push(broker);
        new TopicProvisioner(kafka.client())
                .provision(topics().all().stream()
                        .map(topic -> new TopicSpec(topic.name(), PARTITIONS, (short) 1, topic.config()))
                        .toList());
    }

    private void startInstance(List<String> starter, Path config, int port) throws IOException {
        Path data = folder.path().resolve("instance-" + port);
        var process = new JavaProcess(
                starter,
                OPTIONS,
                TechInsights.class,
                List.of("run", "--config=" + config, "--data-dir=" + data, "--port=" + port),
                folder.path().resolve("instance-" + port + ".log"));
        started.push(process);
        members.add(new Member(new Instance(URI.create("http://127.0.0.1:" + port)), process));
    }

    private void awaitReady() throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (Member member : members) {
            while (!member.instance().isReady()) {
                look(deadline, member.instance().address() + " is not ready");
            }
        }
    }

    private void awaitShares() throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try (var shares = new Shares(kafka)) {
            while (!shares.areEqual(members.size())) {
                look(deadline, "The partitions are not shared among " + members.size());
            }
        }
    }

    private void look(long deadline, String otherwise) throws IOException, InterruptedException, TimeoutException {
        requireAlive();
        if (System.nanoTime() > deadline) {
            throw new TimeoutException(otherwise);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }

    /** Makes sure that all run. */
    void requireAlive() throws IOException {
        for (Member member : members) {
            member.process().requireAlive();
        }
    }

    KafkaSettings kafka() {
        return kafka;
    }

    /** All topics, with a registry that is asked over HTTP. */
    Topics topics() {
        return new Topics(PREFIX, new SchemaRegistryClient(kafka.schemaRegistry()), List.of());
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
