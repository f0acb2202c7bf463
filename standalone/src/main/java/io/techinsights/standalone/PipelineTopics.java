package io.techinsights.standalone;

import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.topics.ProvisionedTopic;
import io.techinsights.streams.topics.TopicDifference;
import io.techinsights.streams.topics.TopicProvisioner;
import io.techinsights.streams.topics.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of the pipeline, as they are wanted and as the broker has them. Those internal to Kafka Streams are its own. */
public final class PipelineTopics {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineTopics.class);

    private final List<TopicSpec> wanted;
    private final Map<String, String> purposes;
    private final TopicProvisioner provisioner;

    public PipelineTopics(PipelineSettings settings) {
        this(settings.kafka(), new Topics(settings.kafka().prefix(), settings.schemaRegistry(), settings.factTopics()));
    }

    PipelineTopics(KafkaSettings kafka, Topics topics) {
        this.wanted = topics.all().stream()
                .map(topic ->
                        new TopicSpec(topic.name(), kafka.partitions(), kafka.replicationFactor(), topic.config()))
                .toList();
        this.purposes = topics.all().stream()
                .collect(Collectors.toMap(Topic::name, topic -> topic.doc().purpose()));
        this.provisioner = new TopicProvisioner(kafka.client());
    }

    /** All of them. */
    public List<TopicSpec> wanted() {
        return wanted;
    }

    /** What each is for, by name. */
    public Map<String, String> purposes() {
        return purposes;
    }

    /** Everything in which the broker's differ; needs a broker, and changes nothing. */
    public List<TopicDifference> verify() {
        return provisioner.verify(wanted);
    }

    /** What was done to each topic, or would be. */
    public List<ProvisionedTopic> provision(TopicProvisioner.Mode mode) {
        return provisioner.provision(wanted, mode);
    }

    /**
     * Makes sure of them.
     *
     * @throws IllegalStateException naming everything that is still wrong
     */
    void provision() {
        provisioner.provision(wanted);
    }

    /**
     * Warns of settings and replicas that differ.
     *
     * @param command mends what is missing
     * @throws IllegalStateException where a topic is missing or has other partitions, naming all of them and the command
     */
    public void requireFit(String command) {
        List<TopicDifference> differences = verify();
        differences.stream()
                .filter(difference -> !difference.forbidsStart())
                .forEach(difference ->
                        LOG.warn("Topic {}: {}", difference.wanted().name(), difference.describe()));
        List<TopicDifference> unfit =
                differences.stream().filter(TopicDifference::forbidsStart).toList();
        if (!unfit.isEmpty()) {
            throw new IllegalStateException(unfit.stream()
                    .map(difference -> "  " + difference.wanted().name() + ": " + difference.describe())
                    .collect(Collectors.joining(
                            System.lineSeparator(),
                            "Nothing is started, since topics are missing or have other partitions:"
                                    + System.lineSeparator(),
                            System.lineSeparator() + "What is missing is created by: " + command)));
        }
    }
}
