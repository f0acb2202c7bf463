package io.techinsights.standalone.cli;

import io.techinsights.standalone.embedded.LocalKafka;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the embedded broker and schema registry alone, for roles that run in processes of their own. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the embedded Kafka broker and schema registry as a process of their own, on 127.0.0.1 only.",
            "For a laptop and a test: one broker, one replica of everything."
        })
public final class BrokerCommand implements Callable<Integer> {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".data",
            description = "Where everything is kept; survives a restart. Default: ${DEFAULT-VALUE}")
    private Path dataDir = Path.of(".data");

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            defaultValue = "9092",
            description = "Port of the broker; 0 takes any. Default: ${DEFAULT-VALUE}")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "Port of the schema registry; 0 takes any. Default: ${DEFAULT-VALUE}")
    private int registryPort;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        var ports = new LocalKafka.Ports(kafkaPort, registryPort);
        var kafka = LocalKafka.start(Vertx.vertx(), dataDir, ports, LocalKafka.Producers.ELSEWHERE, step -> {
            out.println(step);
            out.flush();
        });
        var shutdown = new Shutdown(kafka);
        out.println("Ready: Kafka " + kafka.bootstrapServers() + ", schema registry " + kafka.schemaRegistry());
        out.flush();
        shutdown.await();
        return 0;
    }
}
