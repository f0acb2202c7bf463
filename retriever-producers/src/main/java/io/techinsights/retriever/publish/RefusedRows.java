package io.techinsights.retriever.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.error.DeadLetters;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes dead letters of rows that were never records: their value is the row as JSON. */
final class RefusedRows {
    private static final int NOWHERE = -1;
    private final Topic<byte[], byte[]> deadLetters;
    private final String meantFor;

    RefusedRows(Topic<byte[], byte[]> deadLetters, String meantFor) {
        this.deadLetters = deadLetters;
        this.meantFor = meantFor;
    }

    ProducerRecord<byte[], byte[]> of(FactRow row, String reason) {
        var headers = DeadLetters.headers(
                new RecordHeaders(),
                reason,
                null,
                meantFor,
                NOWHERE,
                NOWHERE,
                row.observedAt().toEpochMilli());
        byte[] key = Topics.key(row.entity()).getBytes(StandardCharsets.UTF_8);
        return deadLetters.record(key, bytes(row), headers);
    }

    /** A row that is larger than a record can be leaves its facts behind. */
    private static byte[] bytes(FactRow row) {
        ObjectNode json = row.toJson();
        byte[] bytes = Json.write(json).getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= Outgoing.MAX_BYTES) {
            return bytes;
        }
        json.remove("facts");
        return Json.write(json).getBytes(StandardCharsets.UTF_8);
    }
}
