package io.techinsights.streams.letters;

import io.techinsights.streams.error.LetterOrigin;
import io.techinsights.streams.error.TopicScan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;

/** Finds what compacted topics hold of the key of a letter that is newer than its record. */
final class NewerRecords {
    private final Map<String, Object> consumerConfig;

    NewerRecords(Map<String, Object> consumerConfig) {
        this.consumerConfig = consumerConfig;
    }

    /** The newest such record of each letter that there is one of. */
    Map<LetterAddress, LetterOrigin> find(Collection<PlacedLetter> letters) {
        Map<LetterAddress, LetterOrigin> newer = new HashMap<>();
        letters.stream()
                .collect(Collectors.groupingBy(placed -> placed.to().topic()))
                .forEach((topic, ofTopic) -> find(topic, ofTopic, newer));
        return newer;
    }

    private void find(String topic, List<PlacedLetter> letters, Map<LetterAddress, LetterOrigin> newer) {
        Map<TopicPartition, Long> from = new HashMap<>();
        Map<Bytes, List<PlacedLetter>> byKey = new HashMap<>();
        letters.forEach(placed -> placed.letter().key().ifPresent(key -> {
            LetterOrigin origin = placed.letter().origin();
            from.merge(origin.topicPartition(), origin.offset() + 1, Math::min);
            if (!placed.to().equals(origin.topicPartition())) {
                from.put(placed.to(), 0L);
            }
            byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(placed);
        }));
        if (from.isEmpty()) {
            return;
        }
        try (var scan = new TopicScan(topic, consumerConfig)) {
            scan.seek(from);
            scan.toEnd(record -> accept(record, byKey, newer));
        }
    }

    private static void accept(
            ConsumerRecord<byte[], byte[]> record,
            Map<Bytes, List<PlacedLetter>> byKey,
            Map<LetterAddress, LetterOrigin> newer) {
        if (record.key() == null) {
            return;
        }
        for (PlacedLetter placed : byKey.getOrDefault(Bytes.wrap(record.key()), List.of())) {
            LetterOrigin origin = placed.letter().origin();
            if (record.partition() != origin.partition() || record.offset() > origin.offset()) {
                newer.put(placed.letter().address(), LetterOrigin.of(record));
            }
        }
    }
}
