package io.techinsights.retriever.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.techinsights.schemas.avro.RetrieverCommand;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.Readiness;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunOwnershipTest {
    private static final TopicPartition FIRST = new TopicPartition("ti.retriever-commands", 0);
    private static final TopicPartition SECOND = new TopicPartition("ti.retriever-commands", 1);

    private final Topics topics = new Topics("ti.", new InMemorySchemaRegistry(), List.of());
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<String, Instant> commands = new ConcurrentHashMap<>();
    private final List<String> bad = new CopyOnWriteArrayList<>();
    private final RunOwnership ownership = new RunOwnership(
            topics.retrieverCommands(),
            () -> consumer,
            (record, error) -> bad.add(String.valueOf(error.getMessage())),
            new RunOwnership.Listener() {
                @Override
                public void owned(Predicate<String> owned) {}

                @Override
                public void commanded(String retrieverId, Instant requestedAt, Set<EntityRef> entities) {
                    commands.put(retrieverId, requestedAt);
                }

                @Override
                public boolean isSettled() {
                    return true;
                }
            });

    @BeforeEach
    void start() {
        Node[] nodes = {Node.noNode()};
        consumer.updatePartitions(
                FIRST.topic(),
                List.of(
                        new PartitionInfo(FIRST.topic(), 0, Node.noNode(), nodes, nodes),
                        new PartitionInfo(FIRST.topic(), 1, Node.noNode(), nodes, nodes)));
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        ownership.start();
    }

    @AfterEach
    void close() {
        ownership.close();
    }

    private void rebalance(List<TopicPartition> partitions) {
        await().until(() -> !consumer.subscription().isEmpty());
        consumer.schedulePollTask(() -> consumer.rebalance(partitions));
    }

    @Test
    void shouldOwnWhatFallsIntoItsPartitions() {
        // Given
        List<String> ids = List.of("a", "b", "c", "d", "e", "f", "g", "h");

        // When
        rebalance(List.of(FIRST));
        await().until(() -> ownership.readiness() instanceof Readiness.Ready);
        List<String> first = ids.stream().filter(ownership::owns).toList();
        rebalance(List.of(SECOND));
        await().until(() -> ids.stream().filter(ownership::owns).noneMatch(first::contains));

        // Then
        List<String> second = ids.stream().filter(ownership::owns).toList();
        assertThat(first).isNotEmpty();
        assertThat(second).isNotEmpty();
        assertThat(first.size() + second.size()).isEqualTo(ids.size());
    }

    @Test
    void shouldPassOnCommandsAndSetAsideWhatIsNone() {
        // Given
        Instant asked = Instant.parse("2026-11-23T12:00:00Z");
        byte[] command = topics.retrieverCommands()
                .value()
                .serializer()
                .serialize(FIRST.topic(), new RetrieverCommand("docs", asked, List.of()));
        rebalance(List.of(FIRST));

        // When
        consumer.schedulePollTask(() -> {
            consumer.addRecord(new ConsumerRecord<>(
                    FIRST.topic(), 0, 0, new byte[0], "nonsense".getBytes(StandardCharsets.UTF_8)));
            consumer.addRecord(new ConsumerRecord<>(FIRST.topic(), 0, 1, new byte[0], command));
        });

        // Then
        await().untilAsserted(() -> assertThat(commands).containsEntry("docs", asked));
        assertThat(bad).singleElement().asString().contains("wire format");
    }
}
