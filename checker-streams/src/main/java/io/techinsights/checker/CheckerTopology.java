package io.techinsights.checker;

import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.EntityChanges;
import io.techinsights.checker.evaluate.Evaluation;
import io.techinsights.checker.evaluate.FactChanges;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.checker.evaluate.Sweeps;
import io.techinsights.checker.result.Transitions;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** From latest facts and entities to check results. */
public final class CheckerTopology {
    private final Topics topics;
    private final Supplier<CheckSet> checks;
    private final Judge judge;
    private final Sweeps sweeps;

    /**
     * @param checks the checks to judge by, whenever it is asked
     * @param sweeps is told how far what was there before is brought up to them
     */
    public CheckerTopology(Topics topics, Supplier<CheckSet> checks, Judge judge, Sweeps sweeps) {
        this.topics = topics;
        this.checks = checks;
        this.judge = judge;
        this.sweeps = sweeps;
    }

    /** The whole of it. */
    public Topology build() {
        var latestFacts = topics.latestFacts();
        var entities = topics.entities();
        var results = topics.checkResults();
        var transitions = topics.checkTransitions();
        var topology = new Topology();
        topology.addSource(
                "latest-facts",
                latestFacts.key().deserializer(),
                latestFacts.value().deserializer(),
                latestFacts.name());
        topology.addSource(
                "entities", entities.key().deserializer(), entities.value().deserializer(), entities.name());
        topology.addProcessor("fact-changes", FactChanges::new, "latest-facts");
        topology.addProcessor("entity-changes", EntityChanges::new, "entities");
        topology.addProcessor(
                "evaluation",
                new Evaluation(topics.registry(), checks, judge, sweeps),
                "fact-changes",
                "entity-changes");
        topology.addProcessor(Evaluation.TRANSITIONS, Transitions::new, "evaluation");
        addResultSink(topology, results);
        topology.addSink(
                "check-transitions",
                transitions.name(),
                transitions.key().serializer(),
                transitions.value().serializer(),
                Evaluation.TRANSITIONS);
        return topology;
    }

    private static void addResultSink(Topology topology, Topic<EntityKey, CheckResult> results) {
        StreamPartitioner<EntityKey, CheckResult> byEntity =
                (topic, key, value, partitions) -> Optional.of(Set.of(EntityKey.partition(key.entity(), partitions)));
        topology.addSink(
                Evaluation.RESULTS,
                results.name(),
                results.key().serializer(),
                results.value().serializer(),
                byEntity,
                "evaluation");
    }
}
