package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.topics.TopicSpec;
import java.io.PrintWriter;
import java.util.List;
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
        List<TopicSpec> wanted = options.topics().wanted();
        if (json) {
            out.println(json(wanted).toPrettyString());
        } else {
            print(out, wanted);
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, List<TopicSpec> wanted) {
        int width =
                wanted.stream().mapToInt(topic -> topic.name().length()).max().orElse(1);
        String row = "%-" + width + "s  %10s  %11s  %s%n";
        out.printf(row, "TOPIC", "PARTITIONS", "REPLICATION", "SETTINGS");
        wanted.forEach(topic ->
                out.printf(row, topic.name(), topic.partitions(), topic.replicationFactor(), topic.settings()));
    }

    private static ArrayNode json(List<TopicSpec> wanted) {
        ArrayNode topics = Json.array();
        wanted.forEach(topic -> {
            ObjectNode one = topics.addObject()
                    .put("name", topic.name())
                    .put("partitions", topic.partitions())
                    .put("replicationFactor", topic.replicationFactor());
            ObjectNode config = one.putObject("config");
            new TreeMap<>(topic.config()).forEach(config::put);
        });
        return topics;
    }
}
