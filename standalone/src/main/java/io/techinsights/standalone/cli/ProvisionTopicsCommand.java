package io.techinsights.standalone.cli;

import io.techinsights.standalone.PipelineTopics;
import io.techinsights.streams.topics.ProvisionedTopic;
import io.techinsights.streams.topics.TopicProvisioner.Mode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = {
                "Try again for so long while no broker answers, or too few of them for the replicas.",
                "Default: ${DEFAULT-VALUE}"
            })
    private int waitSeconds;

    @Mixin
    private final TopicsOptions options = new TopicsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private List<ProvisionedTopic> provisioned(PipelineTopics topics, Mode mode) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
        while (true) {
            boolean last = System.nanoTime() >= deadline;
            try {
                List<ProvisionedTopic> provisioned = topics.provision(mode);
                if (last || provisioned.stream().allMatch(ProvisionedTopic::isRight)) {
                    return provisioned;
                }
            } catch (IllegalStateException e) {
                if (last) {
                    throw e;
                }
                spec.commandLine().getErr().println(e.getMessage());
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Mode mode = dryRun ? Mode.DRY_RUN : Mode.APPLY;
        List<ProvisionedTopic> topics = provisioned(options.topics(), mode);
        topics.forEach(topic -> out.println(topic.describe(mode)));
        long wrong = topics.stream().filter(topic -> !topic.isRight()).count();
        if (wrong > 0) {
            out.println(wrong + " of " + topics.size() + " topics are not right");
        }
        out.flush();
        return wrong == 0 ? 0 : 1;
    }
}
