package io.techinsights.factstore.latest;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The record of a fact topic that brought a row, so that every result can be traced to it. */
public record Origin(String topic, int partition, long offset) {
    public static final String TOPIC = "fact.topic";
    public static final String PARTITION = "fact.partition";
    public static final String OFFSET = "fact.offset";

    /** The headers that a latest fact carries: all three as text. */
    public Headers headers() {
        return new RecordHeaders()
                .add(TOPIC, topic.getBytes(StandardCharsets.UTF_8))
                .add(PARTITION, Integer.toString(partition).getBytes(StandardCharsets.UTF_8))
                .add(OFFSET, Long.toString(offset).getBytes(StandardCharsets.UTF_8));
    }
}
