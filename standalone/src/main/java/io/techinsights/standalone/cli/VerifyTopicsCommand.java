package io.techinsights.standalone.cli;

import io.techinsights.standalone.PipelineTopics;
import io.techinsights.streams.topics.TopicDifference;
import io.techinsights.streams.topics.TopicSpec;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares the topics that are wanted with those of the broker. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares the topics that the configuration wants with those of the broker, and changes nothing.",
            "Exit code 0: all are right; 1: some are not, or the broker cannot be reached."
        })
final class VerifyTopicsCommand implements Callable<Integer> {
    @Mixin
    private final TopicsOptions options = new TopicsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PipelineTopics topics = options.topics();
        Map<TopicSpec, List<TopicDifference>> differences = topics.verify().stream()
                .collect(Collectors.groupingBy(TopicDifference::wanted, LinkedHashMap::new, Collectors.toList()));
        differences.forEach((topic, ofTopic) -> {
            out.println(topic.name());
            ofTopic.forEach(difference -> out.println("  " + difference.describe()));
        });
        int all = topics.wanted().size();
        out.println(
                differences.isEmpty()
                        ? "All " + all + " topics are right"
                        : differences.size() + " of " + all + " topics are not right");
        out.flush();
        return differences.isEmpty() ? 0 : 1;
    }
}
