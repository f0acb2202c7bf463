package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.standalone.PipelineSettings;
import io.techinsights.standalone.Standalone;
import io.techinsights.streams.config.ConfigFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything in one process. */
@Command(
        name = "standalone",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs retrievers, fact store and checks beside an embedded Kafka broker and schema registry.",
            "Without --config: the three built-in retrievers and upstream's three example checks.",
            "Without --catalog (and none in the configuration): a small demo catalog."
        })
public final class StandaloneCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Backstage app-config with a techInsights section; later files win. May be repeated.")
    private List<Path> configs = new ArrayList<>();

    @Option(
            names = "--catalog",
            paramLabel = "PATH",
            description = "Catalog YAML file, or a folder of them. May be repeated.")
    private List<Path> catalogs = new ArrayList<>();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".data",
            description = "Where everything is kept; survives a restart. Default: ${DEFAULT-VALUE}")
    private Path dataDir = Path.of(".data");

    @Option(names = "--port", paramLabel = "N", defaultValue = "7007", description = "HTTP port. Default: 7007")
    private int port;

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            description = "Port of the embedded broker. Default: 9092, or any free one where that is taken")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "N",
            description = "Port of the embedded schema registry. Default: 8081, or any free one where that is taken")
    private int registryPort;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        long begun = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut();
        var types = CheckerTypes.onClassPath();
        ObjectNode configuration = new ConfigFiles(System.getenv()).read(configs, PipelineSettings.SECTION);
        var demo = new Demo(dataDir);
        if (configs.isEmpty()) {
            configuration = new ConfigFiles(System.getenv()).read(List.of(demo.config()), PipelineSettings.SECTION);
        }
        List<Path> paths = new ArrayList<>(catalogs);
        if (paths.isEmpty()
                && configuration
                        .path(PipelineSettings.SECTION)
                        .path("catalog")
                        .path("paths")
                        .isMissingNode()
                && configs.isEmpty()) {
            paths.add(demo.catalog());
        }
        var settings =
                PipelineSettings.of(configuration, new PipelineSettings.CommandLine(dataDir, port, paths), types);
        var ports = new Standalone.Ports(
                kafkaPort > 0 ? kafkaPort : FreePort.orAny(9092),
                registryPort > 0 ? registryPort : FreePort.orAny(8081));
        var stopped = new CountDownLatch(1);
        Standalone standalone = Standalone.start(settings, ports, types, step -> {
            out.println(step);
            out.flush();
        });
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            standalone.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        welcome(out, standalone, Duration.ofNanos(System.nanoTime() - begun));
        stopped.await();
        return 0;
    }

    private static void welcome(PrintWriter out, Standalone standalone, Duration took) {
        String api = standalone.address() + "/api/tech-insights";
        out.printf("%nReady in %.1f s: %s%n", took.toMillis() / 1000.0, api);
        out.printf(
                "Kafka %s · schema registry %s · metrics %s/metrics%n%n",
                standalone.bootstrapServers(), standalone.schemaRegistry(), standalone.address());
        out.printf("Try:%n");
        out.printf("  curl -s %s/checks%n", api);
        out.printf("  curl -s -X POST %s/checks/run/default/component/petstore%n", api);
        out.printf(
                "  curl -s '%s/facts/latest?entity=component:default/petstore&ids=entityMetadataFactRetriever'%n", api);
        out.flush();
    }
}
