package io.techinsights.factstore.latest;

import io.techinsights.schemas.topic.LatestFactHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The record of a fact topic that brought a row, so that every result can be traced to it. */
public record Origin(String topic, int partition, long offset) {
    /** The headers that a latest fact carries: all three as text. */
    public Headers headers() {
        return new RecordHeaders()
                .add(LatestFactHeaders.TOPIC, topic.getBytes(StandardCharsets.UTF_8))
                .add(LatestFactHeaders.PARTITION, Integer.toString(partition).getBytes(StandardCharsets.UTF_8))
                .add(LatestFactHeaders.OFFSET, Long.toString(offset).getBytes(StandardCharsets.UTF_8));
    }
}
