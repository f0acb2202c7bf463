package io.techinsights.standalone.cli;

import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.standalone.PipelineSettings;
import io.techinsights.standalone.Standalone;
import io.techinsights.standalone.embedded.LocalKafka;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "Without --config and --catalog: a small demo catalog as well."
        })
public final class StandaloneCommand implements Callable<Integer> {
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

    @Mixin
    private final PipelineOptions options = new PipelineOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        long begun = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut();
        var types = CheckerTypes.onClassPath();
        var settings = settings(types);
        var ports = new LocalKafka.Ports(
                kafkaPort > 0 ? kafkaPort : FreePort.orAny(9092),
                registryPort > 0 ? registryPort : FreePort.orAny(8081));
        Consumer<String> progress = step -> {
            out.println(step);
            out.flush();
        };
        Standalone standalone = Standalone.start(
                settings,
                vertx -> LocalKafka.start(
                        vertx, settings.kafka().dataDir(), ports, LocalKafka.Producers.IN_THIS_PROCESS, progress),
                types,
                progress);
        var shutdown = new Shutdown(standalone);
        welcome(out, standalone, Duration.ofNanos(System.nanoTime() - begun));
        shutdown.await();
        return 0;
    }

    /** Those of the options; those of the demo where there is no configuration. */
    private PipelineSettings settings(CheckerTypes types) {
        if (!options.configuration.configs.isEmpty()) {
            return options.settings(types);
        }
        var demo = new Demo(options.dataDir);
        List<Path> catalogs =
                options.configuration.catalogs.isEmpty() ? List.of(demo.catalog()) : options.configuration.catalogs;
        return options.settings(List.of(demo.config()), catalogs, types);
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
