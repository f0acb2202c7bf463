package io.techinsights.standalone.cli;

import picocli.CommandLine.Command;

/** The records that a role could not take. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = {
            "Lists and shows the records that a role could not take, and puts them back on their topics.",
            "It asks Kafka itself, and needs no instance that runs."
        },
        footer = {
            "%nExamples:",
            "  bin/tech-insights dead-letters list --config app-config.yaml --role facts --since 24h",
            "  bin/tech-insights dead-letters show facts-0@12 --config app-config.yaml",
            "  bin/tech-insights dead-letters replay facts-0@12 --config app-config.yaml"
        },
        subcommands = {ListLettersCommand.class, ShowLetterCommand.class, ReplayLettersCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class DeadLettersCommand {}
