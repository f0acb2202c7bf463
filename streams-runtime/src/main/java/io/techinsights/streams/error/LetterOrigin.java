package io.techinsights.streams.error;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Where the record of a dead letter lay. There is one letter of each origin in the dead letters of a role, whatever
 * instances read the record, and how often.
 */
public record LetterOrigin(String topic, int partition, long offset) {
    /** Where a record lies. */
    public static LetterOrigin of(ConsumerRecord<?, ?> record) {
        return new LetterOrigin(record.topic(), record.partition(), record.offset());
    }

    /** What the headers of a letter say; nothing where they are not those of a letter. */
    public static Optional<LetterOrigin> of(Headers letter) {
        Optional<String> topic = text(letter, DeadLetters.TOPIC);
        Optional<String> partition = text(letter, DeadLetters.PARTITION);
        Optional<String> offset = text(letter, DeadLetters.OFFSET);
        try {
            return topic.isEmpty() || partition.isEmpty() || offset.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new LetterOrigin(
                            topic.get(), Integer.parseInt(partition.get()), Long.parseLong(offset.get())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** False where it is that of a row that was refused before it became a record. */
    public boolean isRecord() {
        return partition >= 0 && offset >= 0;
    }

    /** The partition that it lies in. */
    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
