package io.techinsights.retriever.push;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.publish.Outgoing;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.PushKey;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.AcknowledgedWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Takes rows that were pushed: a row is accepted when Kafka has it; a refused one is named with the reason and does not hold up
 * the others.
 */
public final class FactPush {
    private static final int MOST_AT_A_TIME = 32;

    private final Topics topics;
    private final AcknowledgedWriter writer;
    private final InstantSource clock;
    private final String prefix;
    private final PushLimit limit = new PushLimit(MOST_AT_A_TIME);

    /**
     * @param prefix of every topic, which positions leave out
     */
    public FactPush(Topics topics, AcknowledgedWriter writer, InstantSource clock, String prefix) {
        this.topics = topics;
        this.writer = writer;
        this.clock = clock;
        this.prefix = prefix;
    }

    private static final class TooLarge extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }
    }

    /**
     * Takes them.
     *
     * @throws ApiException where there is but one row, and that is refused
     * @throws UnavailableException where Kafka or the registry is away
     */
    Reply take(FactSchema schema, PushBody body) {
        return limit.during(schema.retrieverId(), () -> body.single() ? takeOne(schema, body) : takeAll(schema, body));
    }

    private Reply takeOne(FactSchema schema, PushBody body) {
        ArrayNode warnings = Json.array();
        try {
            List<ProducerRecord<byte[], byte[]>> row = List.of(
                    record(schema, FactRecords.schemaOf(schema), body.items().get(0), 0, warnings));
            return written(row, Json.array(), warnings);
        } catch (TooLarge e) {
            throw ApiException.tooLarge(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("The row is refused: " + e.getMessage());
        }
    }

    private Reply takeAll(FactSchema schema, PushBody body) {
        ArrayNode refused = Json.array();
        ArrayNode warnings = Json.array();
        List<ProducerRecord<byte[], byte[]>> accepted = new ArrayList<>();
        Schema avro = FactRecords.schemaOf(schema);
        for (int index = 0; index < body.items().size(); index++) {
            try {
                accepted.add(record(schema, avro, body.items().get(index), index, warnings));
            } catch (IllegalArgumentException e) {
                note(refused, index, String.valueOf(e.getMessage()));
            }
        }
        return written(accepted, refused, warnings);
    }

    private Reply written(List<ProducerRecord<byte[], byte[]>> rows, ArrayNode refused, ArrayNode warnings) {
        String position = writer.write(rows).token(prefix);
        ObjectNode answer = Json.object().put("accepted", rows.size());
        answer.set("refused", refused);
        answer.set("warnings", warnings);
        return position.isEmpty()
                ? Reply.of(202, answer)
                : Reply.of(202, answer.put("position", position)).with(Request.POSITION, position);
    }

    private static void note(ArrayNode list, int index, String reason) {
        list.addObject().put("index", index).put("reason", reason);
    }

    private ProducerRecord<byte[], byte[]> record(
            FactSchema schema, Schema avro, PushedItem item, int index, ArrayNode warnings) {
        Instant now = clock.instant();
        PushedRow pushed = PushedRow.read(item.row(), schema, now);
        ProducerRecord<byte[], byte[]> row = outgoing(schema, avro, pushed, item.key());
        if (!pushed.undeclared().isEmpty()) {
            note(
                    warnings,
                    index,
                    "left out what the schema does not declare: " + String.join(", ", pushed.undeclared()));
        }
        return row;
    }

    private ProducerRecord<byte[], byte[]> outgoing(
            FactSchema schema, Schema avro, PushedRow pushed, Optional<String> key) {
        try {
            ProducerRecord<byte[], byte[]> outgoing = topics.facts(schema.topic())
                    .record(
                            Topics.key(pushed.row().entity()),
                            FactRecords.toRecord(avro, pushed.row()),
                            PushKey.headers(key));
            String tooLarge = Outgoing.tooLarge(outgoing);
            if (tooLarge != null) {
                throw new TooLarge(tooLarge);
            }
            return outgoing;
        } catch (RegistryException.Unavailable e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        } catch (RegistryException.Refused e) {
            throw ApiException.conflict(
                    "The schema registry refuses the schema of '" + schema.retrieverId() + "': " + e.getMessage());
        }
    }
}
