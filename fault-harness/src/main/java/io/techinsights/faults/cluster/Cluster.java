package io.techinsights.faults.cluster;

import io.techinsights.standalone.TechInsights;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * Three brokers, a schema registry, and so many instances of each role; one further instance of each role waits to be
 * started when it is scaled up. All are processes of this machine, and none outlives this one.
 */
public final class Cluster implements AutoCloseable {
    /** How many brokers there are. */
    public static final int BROKERS = 3;

    private static final Duration START = Duration.ofMinutes(4);

    private final Path folder;
    private final Guardian guardian;
    private final Web web = new Web(Duration.ofSeconds(5));
    private final List<Child> brokers = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private final Child registry;
    private final String bootstrapServers;
    private final URI registryAddress;
    private final BrokerView view;
    private final Supervisor supervisor;

    /** How many instances of each role run when nobody scales. */
    public record Size(int retrievers, int facts, int checks) {
        /** Of this role. */
        public int of(Role role) {
            return switch (role) {
                case RETRIEVERS -> retrievers;
                case FACTS -> facts;
                case CHECKS -> checks;
            };
        }
    }

    /**
     * Makes a cluster that is not started.
     *
     * @param folder empty; everything is kept in it, logs included
     */
    public Cluster(Path folder, Size size) throws IOException {
        this.folder = folder.toAbsolutePath();
        Files.createDirectories(folder.resolve("logs"));
        this.guardian = new Guardian(this.folder);
        List<Integer> ports = FreePorts.take(2 * BROKERS + 1 + size.retrievers + size.facts + size.checks + 3);
        List<NodePorts> nodes = IntStream.range(0, BROKERS)
                .mapToObj(i -> new NodePorts(ports.get(2 * i), ports.get(2 * i + 1)))
                .toList();
        this.bootstrapServers = nodes.stream().map(NodePorts::brokerAddress).collect(Collectors.joining(","));
        addBrokers(nodes);
        int next = 2 * BROKERS;
        int registryPort = ports.get(next++);
        this.registryAddress = URI.create("http://" + FreePorts.HOST + ":" + registryPort);
        this.registry = new Child(
                "registry",
                this.folder,
                guardian,
                "128m",
                List.of(RegistryNode.class.getName(), bootstrapServers, Integer.toString(registryPort)));
        for (Role role : Role.values()) {
            for (int number = 1; number <= size.of(role) + 1; number++) {
                instances.add(Instance.of(role, number, ports.get(next++), this.folder, guardian));
            }
        }
        this.view = new BrokerView(bootstrapServers);
        List<Child> all = new ArrayList<>(brokers);
        all.add(registry);
        instances.forEach(instance -> all.add(instance.process()));
        this.supervisor = new Supervisor(all);
    }

    private void addBrokers(List<NodePorts> nodes) {
        String clusterId = Uuid.randomUuid().toString();
        for (int number = 1; number <= BROKERS; number++) {
            List<String> program = new ArrayList<>(List.of(
                    BrokerNode.class.getName(),
                    Integer.toString(number),
                    clusterId,
                    folder.resolve("broker-" + number).toString()));
            nodes.forEach(node -> program.add(node.toString()));
            brokers.add(new Child("broker-" + number, folder, guardian, "384m", program));
        }
    }

    /** Starts the brokers and the registry; returns once they can be used. */
    public void startBrokers() throws InterruptedException {
        brokers.forEach(Child::start);
        Waiting.require("The brokers found each other", START, () -> view.isWhole(BROKERS));
        registry.start();
        Waiting.require("The schema registry answers", START, () -> web.succeeds(registryAddress.resolve("/subjects")));
    }

    /**
     * Creates the topics and starts the instances; returns once they are ready.
     *
     * @param size as it was made
     */
    public void startInstances(Size size) throws InterruptedException, IOException {
        try (var log =
                new PrintWriter(folder.resolve("logs").resolve("provision.log").toFile(), StandardCharsets.UTF_8)) {
            int exit = TechInsights.commandLine()
                    .setOut(log)
                    .setErr(log)
                    .execute("topics", "provision", "--config=" + folder.resolve("config.yaml"));
            if (exit != 0) {
                throw new IllegalStateException("The topics could not be made: logs/provision.log says why");
            }
        }
        List<Instance> started = instances.stream()
                .filter(instance -> instance.number() <= size.of(instance.role()))
                .toList();
        started.forEach(instance -> instance.process().start());
        Waiting.require("Every instance is ready", START, () -> started.stream().allMatch(one -> one.isReady(web)));
    }

    /** The brokers, of which one at a time may be away. */
    public List<Child> brokers() {
        return brokers;
    }

    /** The schema registry. */
    public Child registry() {
        return registry;
    }

    /** All instances, also those that do not run. */
    public List<Instance> instances() {
        return instances;
    }

    /** The instances of a role that run and are not paused. */
    public List<Instance> awake(Role role) {
        return instances.stream()
                .filter(instance ->
                        instance.role() == role && instance.process().isAwake())
                .toList();
    }

    /** An instance that may run or not. */
    public Instance instance(Role role, int number) {
        return instances.stream()
                .filter(instance -> instance.role() == role && instance.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no instance " + number + " of " + role.id()));
    }

    /** Which processes ended though nobody ended them, once for each time. */
    public List<String> endedAlone() {
        return supervisor.started();
    }

    /** For clients of Kafka. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** For clients of the schema registry. */
    public URI registryAddress() {
        return registryAddress;
    }

    /** What the brokers say. */
    public BrokerView view() {
        return view;
    }

    /** Asks with a short patience. */
    public Web web() {
        return web;
    }

    /** Ends every process. */
    @Override
    public void close() {
        supervisor.close();
        view.close();
        guardian.close();
    }
}
