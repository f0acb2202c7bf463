package io.techinsights.standalone.cli;

import io.techinsights.streams.topics.ProvisionedTopic;
import io.techinsights.streams.topics.TopicProvisioner.Mode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the broker's topics as they are wanted. */
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Creates the topics that are missing and sets those of their settings that differ.",
            "Partitions and replicas of a topic that is there are never touched, only reported.",
            "Exit code 0: all are right now; 1: some are not, or the broker cannot be reached."
        })
final class ProvisionTopicsCommand implements Callable<Integer> {
    @Option(names = "--dry-run", description = "Have the broker say what it would do, and do nothing")
    private boolean dryRun;

    @Mixin
    private final TopicsOptions options = new TopicsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Mode mode = dryRun ? Mode.DRY_RUN : Mode.APPLY;
        List<ProvisionedTopic> topics = options.topics().provision(mode);
        topics.forEach(topic -> out.println(topic.describe(mode)));
        long wrong = topics.stream().filter(topic -> !topic.isRight()).count();
        if (wrong > 0) {
            out.println(wrong + " of " + topics.size() + " topics are not right");
        }
        out.flush();
        return wrong == 0 ? 0 : 1;
    }
}
