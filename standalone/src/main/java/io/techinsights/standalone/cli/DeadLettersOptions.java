package io.techinsights.standalone.cli;

import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.standalone.Pipeline;
import io.techinsights.standalone.PipelineSettings;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.config.ConfigFiles;
import io.techinsights.streams.letters.DeadLetterTopics;
import io.techinsights.streams.letters.LetterAddress;
import io.techinsights.streams.topics.BrokerConnection;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The options of every command about dead letters: those of 'run' that say what is configured. */
final class DeadLettersOptions {
    private static final Path NO_DATA = Path.of(".");

    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What a command works with while Kafka is connected. */
    record Connected(
            KafkaSettings kafka,
            Topics topics,
            SchemaRegistryClient registry,
            DeadLetterTopics letters,
            BrokerConnection broker) {
        /** A topic's name, with or without the prefix, as it is on the broker. */
        boolean isTopic(String asked, String name) {
            return name.equals(asked) || name.equals(kafka.prefix() + asked);
        }
    }

    /** What a command does, and the exit code that comes of it. */
    interface Work {
        int with(Connected connected);
    }

    /**
     * Does some work where Kafka answers.
     *
     * @throws IllegalStateException naming the address where nobody answers, or the topic that is missing
     */
    int connected(Work work) {
        var read = new ConfigFiles(System.getenv()).read(configuration.configs, PipelineSettings.SECTION);
        var commandLine = new PipelineSettings.CommandLine(NO_DATA, 0, configuration.catalogs);
        PipelineSettings settings = PipelineSettings.of(read, commandLine, CheckerTypes.onClassPath());
        KafkaSettings kafka = settings.kafka();
        var registry = new SchemaRegistryClient(kafka.schemaRegistry());
        var topics = new Topics(kafka.prefix(), registry, settings.factTopics());
        Map<String, String> names = Pipeline.ROLES.stream()
                .collect(Collectors.toMap(
                        role -> role, role -> topics.deadLetters(role).name()));
        try (var broker = new BrokerConnection(kafka.client())) {
            return work.with(
                    new Connected(kafka, topics, registry, new DeadLetterTopics(names, kafka.consumer()), broker));
        } catch (UnknownTopicOrPartitionException e) {
            throw new IllegalStateException(
                    e.getMessage() + ". What is missing is created by: "
                            + configuration.commandLine("topics provision"),
                    e);
        }
    }

    /** A role, where it is one. */
    String role(String name) {
        if (!Pipeline.ROLES.contains(name)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Unknown role '" + name + "': expected any of " + Pipeline.ROLES);
        }
        return name;
    }

    /** An address, where it is one. */
    LetterAddress address(String text) {
        try {
            LetterAddress address = LetterAddress.parse(text);
            role(address.role());
            return address;
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
