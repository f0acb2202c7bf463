package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.PipelineTopics;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which topics are wanted. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints the topics that the configuration wants. Needs no broker.")
final class DescribeTopicsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As a JSON array, for another tool that creates them")
    private boolean json;

    @Mixin
    private final TopicsOptions options = new TopicsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PipelineTopics topics = options.topics();
        if (json) {
            out.println(json(topics).toPrettyString());
        } else {
            print(out, topics);
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, PipelineTopics topics) {
        String row = "%-" + longest(topics.purposes().keySet()) + "s  %10s  %11s  %-"
                + longest(topics.purposes().values()) + "s  %s%n";
        out.printf(row, "TOPIC", "PARTITIONS", "REPLICATION", "PURPOSE", "SETTINGS");
        topics.wanted()
                .forEach(topic -> out.printf(
                        row,
                        topic.name(),
                        topic.partitions(),
                        topic.replicationFactor(),
                        topics.purposes().get(topic.name()),
                        topic.settings()));
    }

    private static int longest(Collection<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(1);
    }

    private static ArrayNode json(PipelineTopics topics) {
        ArrayNode list = Json.array();
        topics.wanted().forEach(topic -> {
            ObjectNode one = list.addObject()
                    .put("name", topic.name())
                    .put("purpose", topics.purposes().get(topic.name()))
                    .put("partitions", topic.partitions())
                    .put("replicationFactor", topic.replicationFactor());
            ObjectNode config = one.putObject("config");
            new TreeMap<>(topic.config()).forEach(config::put);
        });
        return list;
    }
}
