package com.example.owners;

import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TableJoined;
import org.apache.kafka.streams.state.Stores;

/**
 * Counts the failing checks of each owner. Everything is a table, so that all goes down again: a check that passes, a result or
 * an entity that is deleted, and an owner who changes each take away what they had added.
 *
 * <p>Results are keyed by entity and check, though they lie in the partition of their entity; entities are keyed by entity. That is a
 * join by a foreign key: a plain join of tables wants one key on both sides, and a new key would send every result through a topic
 * once more, those that pass included, and have one check of an entity take the place of another. A foreign-key join wants neither one
 * number of partitions nor the default partitioner: each question carries the partition of its result, where the answer goes back to.
 */
final class FailingTopology {
    private final Topics topics;
    private final String output;

    FailingTopology(Topics topics, String output) {
        this.topics = topics;
        this.output = output;
    }

    Topology build(TopologyConfig config) {
        var builder = new StreamsBuilder(config);
        KTable<EntityKey, String> failing = failing(builder);
        KTable<String, String> owners = owners(builder);
        failing.join(
                        owners,
                        (key, checkId) -> key.entity().toString(),
                        (checkId, owner) -> owner,
                        TableJoined.as("owner-of-failing"),
                        Materialized.<EntityKey, String>as(Stores.persistentKeyValueStore("owned-failing"))
                                .withKeySerde(EntityKey.serde())
                                .withValueSerde(Serdes.String()))
                .groupBy(
                        (key, owner) -> KeyValue.pair(owner, key.id()),
                        Grouped.with("failing-by-owner", Serdes.String(), Serdes.String()))
                .count(Named.as("count-failing"), Materialized.as("failing-per-owner"))
                .toStream(Named.as("counts"))
                .mapValues(count -> count == 0 ? null : count, Named.as("none-is-a-tombstone"))
                .to(
                        output,
                        Produced.<String, Long>as("output")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.Long()));
        return builder.build();
    }

    /** The checks that fail, and nothing of those that do not. */
    private KTable<EntityKey, String> failing(StreamsBuilder builder) {
        var results = topics.checkResults();
        return builder.stream(
                        results.name(),
                        Consumed.<EntityKey, CheckResult>as("check-results")
                                .withKeySerde(results.key())
                                .withValueSerde(results.value()))
                .mapValues(
                        result ->
                                result != null && result.getStatus() == CheckStatus.FAILED ? result.getCheckId() : null,
                        Named.as("only-failing"))
                .toTable(
                        Named.as("failing"),
                        Materialized.<EntityKey, String>as(Stores.persistentKeyValueStore("failing-checks"))
                                .withKeySerde(EntityKey.serde())
                                .withValueSerde(Serdes.String()));
    }

    private KTable<String, String> owners(StreamsBuilder builder) {
        var entities = topics.entities();
        return builder.stream(
                        entities.name(),
                        Consumed.<String, CatalogEntity>as("entities")
                                .withKeySerde(entities.key())
                                .withValueSerde(entities.value()))
                .mapValues(entity -> entity == null ? null : Owner.of(entity), Named.as("owner"))
                .toTable(
                        Named.as("owners"),
                        Materialized.<String, String>as(Stores.persistentKeyValueStore("owners"))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.String()));
    }
}
