package io.techinsights.standalone.cli;

import picocli.CommandLine.Command;

/** The topics of the pipeline on a Kafka of one's own. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Shows, compares and creates the topics of the pipeline.",
        subcommands = {DescribeTopicsCommand.class, VerifyTopicsCommand.class, ProvisionTopicsCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class TopicsCommand {}
