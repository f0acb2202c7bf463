package io.techinsights.standalone.cli;

import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.standalone.Pipeline;
import io.techinsights.standalone.PipelineTopics;
import io.techinsights.streams.http.HttpServer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs some roles against a Kafka and a schema registry that are there already. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs roles against the Kafka of techInsights.kafka.bootstrapServers",
            "and the schema registry of techInsights.kafka.schemaRegistry.",
            "Its topics have to be there: 'topics provision' creates them."
        })
public final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            split = ",",
            description = "Any of retrievers, facts, checks. Default: all of them")
    private Set<String> roles = new LinkedHashSet<>(Pipeline.ROLES);

    @Mixin
    private final PipelineOptions options = new PipelineOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Set<String> unknown = new LinkedHashSet<>(roles);
        unknown.removeAll(Pipeline.ROLES);
        if (!unknown.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Unknown roles " + unknown + ": expected any of " + Pipeline.ROLES);
        }
        var types = CheckerTypes.onClassPath();
        var settings = options.settings(types);
        new PipelineTopics(settings).requireFit(options.configuration.commandLine("topics provision"));
        var pipeline = new Pipeline(settings, roles, HttpServer.vertx(), types);
        var shutdown = new Shutdown(pipeline);
        pipeline.start();
        var out = spec.commandLine().getOut();
        out.println("Running " + roles + " at " + pipeline.address());
        out.flush();
        shutdown.await();
        return 0;
    }
}
