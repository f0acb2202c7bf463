package io.techinsights.standalone;

import io.techinsights.standalone.cli.BrokerCommand;
import io.techinsights.standalone.cli.ChecksCommand;
import io.techinsights.standalone.cli.DeadLettersCommand;
import io.techinsights.standalone.cli.RetrieversCommand;
import io.techinsights.standalone.cli.RunCommand;
import io.techinsights.standalone.cli.StandaloneCommand;
import io.techinsights.standalone.cli.TopicsCommand;
import io.techinsights.streams.config.InvalidConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The program. */
@CommandLine.Command(
        name = "tech-insights",
        description = "Tech Insights as an event-driven Kafka pipeline.",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        subcommands = {
            StandaloneCommand.class,
            RunCommand.class,
            TopicsCommand.class,
            ChecksCommand.class,
            RetrieversCommand.class,
            DeadLettersCommand.class,
            BrokerCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class TechInsights {
    private static final Logger LOG = LoggerFactory.getLogger(TechInsights.class);

    private TechInsights() {}

    /** Exit codes: 0 done, 1 it failed, 2 it was asked wrongly (arguments or configuration). */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, to be executed. */
    public static CommandLine commandLine() {
        return new CommandLine(new TechInsights())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((error, command, parsed) -> {
                    LOG.debug("Failed", error);
                    command.getErr().println(command.getColorScheme().errorText(String.valueOf(error.getMessage())));
                    return error instanceof InvalidConfigurationException
                            ? CommandLine.ExitCode.USAGE
                            : CommandLine.ExitCode.SOFTWARE;
                });
    }
}
