package io.techinsights.checker.draft;

import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.Topic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fact topics side by side: of their next rows the one that was observed first goes first. */
final class KafkaFactLog implements FactLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaFactLog.class);

    private final Map<String, Object> consumer;
    private final Topic<String, CatalogEntity> entities;
    private final RowReader reader;
    private final int partitions;
    private final List<Lane> lanes = new ArrayList<>();
    private @Nullable TopicCursor catalog;

    /** A topic, and what was read of it and not yet given on: what one poll brings, at the most. */
    private record Lane(TopicCursor cursor, Deque<FactRow> rows) {
        boolean isWaiting() {
            return rows.isEmpty() && !cursor.isAtEnd();
        }
    }

    /**
     * @param consumer settings of a consumer without a group
     */
    KafkaFactLog(
            Map<String, Object> consumer,
            Collection<String> topics,
            Topic<String, CatalogEntity> entities,
            RowReader reader,
            int partitions) {
        this.consumer = consumer;
        this.entities = entities;
        this.reader = reader;
        this.partitions = partitions;
        boolean opened = false;
        try {
            topics.forEach(
                    topic -> lanes.add(new Lane(new TopicCursor(consumer, topic, partitions), new ArrayDeque<>())));
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public long size() {
        return lanes.stream().mapToLong(lane -> lane.cursor().size()).sum();
    }

    @Override
    public boolean read(int partition, Visitor visitor) {
        lanes.forEach(lane -> lane.cursor().start(partition));
        while (true) {
            for (Lane lane : lanes) {
                if (lane.isWaiting() && !visitor.passed(lane.cursor().poll(record -> take(record, lane, visitor)))) {
                    return false;
                }
            }
            if (lanes.stream().noneMatch(Lane::isWaiting) && !giveOn(visitor)) {
                return true;
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Lane lane, Visitor visitor) {
        try {
            reader.read(record).ifPresent(lane.rows()::add);
        } catch (RegistryException.Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            visitor.refused();
        }
    }

    /** Gives rows on until one of the topics has to be read on; false where there was none any more. */
    private boolean giveOn(Visitor visitor) {
        Optional<Lane> first = first();
        if (first.isEmpty()) {
            return false;
        }
        while (first.isPresent()) {
            Lane lane = first.get();
            visitor.row(lane.rows().remove());
            first = lane.isWaiting() ? Optional.empty() : first();
        }
        return true;
    }

    private Optional<Lane> first() {
        return lanes.stream()
                .filter(lane -> !lane.rows().isEmpty())
                .min(Comparator.comparing(lane -> lane.rows().getFirst().observedAt()));
    }

    @Override
    public Optional<Map<EntityRef, Boolean>> selected(int partition, EntityFilter filter, BooleanSupplier goOn) {
        Map<EntityRef, Boolean> selected = new HashMap<>();
        TopicCursor cursor = catalog();
        cursor.start(partition);
        while (!cursor.isAtEnd()) {
            cursor.poll(record -> describe(record, filter, selected));
            if (!goOn.getAsBoolean()) {
                return Optional.empty();
            }
        }
        return Optional.of(selected);
    }

    /** Only a check with a filter needs it. */
    private TopicCursor catalog() {
        TopicCursor open = catalog == null ? new TopicCursor(consumer, entities.name(), partitions) : catalog;
        catalog = open;
        return open;
    }

    /** A record that is no entity is none here either: the checker has it in its dead letters. */
    private void describe(
            ConsumerRecord<byte[], byte[]> record, EntityFilter filter, Map<EntityRef, Boolean> selected) {
        try {
            EntityRef ref = EntityRef.parse(entities.key().deserializer().deserialize(entities.name(), record.key()));
            CatalogEntity entity = entities.value().deserializer().deserialize(entities.name(), record.value());
            if (entity == null) {
                selected.remove(ref);
            } else {
                selected.put(ref, filter.matches(Entity.of(entity)));
            }
        } catch (RegistryException.Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("{}-{}@{} is no entity", record.topic(), record.partition(), record.offset(), e);
        }
    }

    @Override
    public void close() {
        lanes.forEach(lane -> lane.cursor().close());
        if (catalog != null) {
            catalog.close();
        }
    }
}
