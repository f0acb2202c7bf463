package io.techinsights.faults.verify;

import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.cluster.Waiting;
import io.techinsights.faults.load.Load;
import io.techinsights.faults.model.Differences;
import io.techinsights.faults.model.HouseModel;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares everything that can be read with the model, once it has settled. */
public final class Verification {
    private static final Duration SETTLE = Duration.ofMinutes(3);

    private final Cluster cluster;
    private final Load load;
    private final Topics topics;
    private final TopicReader reader;

    /** What there was to compare, and what was different. */
    public record Outcome(long facts, long latestFacts, long results, long transitions) {}

    public Verification(Cluster cluster, Load load) {
        this.cluster = cluster;
        this.load = load;
        this.topics = new Topics(Load.PREFIX, new SchemaRegistryClient(cluster.registryAddress()), List.of());
        this.reader = new TopicReader(cluster.bootstrapServers());
    }

    /**
     * Waits, in bounded time, and compares.
     *
     * @param differences are told of each
     */
    public Outcome verify(Differences differences) throws InterruptedException {
        Waiting.until(SETTLE, this::isReady);
        if (!new Settling(cluster).await(SETTLE)) {
            differences.add("not settled", "all groups", "nothing left to read", "something after " + SETTLE);
        }
        List<ConsumerRecord<String, byte[]>> facts = reader.read("facts");
        HouseModel model = new FactsReview(load.journal(), topics, differences).review(facts, load.population());
        List<ConsumerRecord<String, byte[]>> latest = reader.read("latest-facts");
        new LatestFactsReview(differences).review(latest, model);
        List<ConsumerRecord<String, byte[]>> transitions = reader.read("check-transitions");
        new TransitionsReview(topics.checkTransitions(), differences).review(transitions, model);
        List<ConsumerRecord<String, byte[]>> results = reader.read("check-results");
        new ResultsReview(topics.checkResults(), differences).review(results, model);
        deadLetters(differences);
        new HttpReview(cluster, differences).review(model);
        return new Outcome(facts.size(), latest.size(), results.size(), transitions.size());
    }

    private boolean isReady() {
        return cluster.instances().stream()
                .filter(instance -> instance.process().isAlive())
                .allMatch(instance -> instance.isReady(cluster.web()));
    }

    private void deadLetters(Differences differences) {
        for (String role : List.of("retrievers", "facts", "checks")) {
            reader.read("dead-letters." + role)
                    .forEach(record -> differences.add(
                            "a dead letter",
                            record.topic() + "-" + record.partition() + "@" + record.offset(),
                            "none",
                            record.headers()));
        }
    }
}
