package io.techinsights.retriever.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.publish.Outgoing;
import io.techinsights.retriever.publish.SchemaPublisher;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.http.Routes;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.AcknowledgedWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.semver4j.Semver;

/**
 * Facts that are pushed rather than retrieved: somebody announces a schema, then posts rows. A row is accepted when Kafka
 * has it; a refused one is named with the reason and does not hold up the others.
 */
public final class PushRoutes implements Routes {
    private final SchemaPublisher schemas;
    private final Topics topics;
    private final AcknowledgedWriter writer;
    private final InstantSource clock;
    private final String prefix;

    /**
     * @param prefix of every topic, which positions leave out
     */
    public PushRoutes(
            SchemaPublisher schemas, Topics topics, AcknowledgedWriter writer, InstantSource clock, String prefix) {
        this.prefix = prefix;
        this.schemas = schemas;
        this.topics = topics;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void bindTo(Api api) {
        api.put(
                "/fact-schemas/:retrieverId",
                RetrieverPermissions.UPDATE,
                request -> putSchema(request.path("retrieverId"), request.requiredBody()));
        api.post("/facts/:retrieverId", RetrieverPermissions.UPDATE, this::postFacts);
    }

    Reply putSchema(String id, JsonNode body) {
        FactSchema schema = SchemaBody.read(id, body, topics);
        Optional<FactSchema> current = schemas.current(id);
        if (current.filter(PushRoutes::isRetrieved).isPresent()) {
            requireSame(current.get(), schema);
            return announced(schema, current.get());
        }
        register(schema);
        if (current.filter(now -> new Semver(schema.version()).isLowerThan(now.version()))
                .isPresent()) {
            return announced(schema, current.get());
        }
        schemas.announce(schema);
        return announced(schema, schema);
    }

    private static boolean isRetrieved(FactSchema schema) {
        return schema.origin().equals(FactSchema.ORIGIN_RETRIEVER);
    }

    private static void requireSame(FactSchema announced, FactSchema pushed) {
        boolean same = announced.version().equals(pushed.version())
                && announced.toJson().equals(pushed.toJson())
                && announced.topic().equals(pushed.topic());
        if (!same) {
            throw ApiException.conflict("The schema of '" + announced.retrieverId()
                    + "' is announced by the retriever of that id, version " + announced.version()
                    + ": push under another id");
        }
    }

    private void register(FactSchema schema) {
        try {
            schemas.register(schema);
        } catch (RegistryException.Refused e) {
            throw ApiException.conflict(
                    "The schema registry refuses this schema of '" + schema.retrieverId() + "': " + e.getMessage());
        } catch (RegistryException.Unavailable e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }

    private static Reply announced(FactSchema schema, FactSchema latest) {
        return Reply.ok(Json.object()
                .put("id", schema.retrieverId())
                .put("version", schema.version())
                .put("latestVersion", latest.version()));
    }

    private Reply postFacts(Request request) {
        return postFacts(request.path("retrieverId"), request.requiredBody());
    }

    Reply postFacts(String id, JsonNode body) {
        FactSchema schema = schemas.current(id)
                .orElseThrow(() -> ApiException.notFound(
                        "No fact schema of '" + id + "' is announced: PUT /fact-schemas/" + id + " first"));
        JsonNode rows = body.path("facts");
        if (!rows.isArray() || body.size() != 1) {
            throw ApiException.badRequest("The body is expected to be {\"facts\": [{\"entity\", \"facts\", …}]}");
        }
        ObjectNode answer = Json.object().put("accepted", 0);
        ArrayNode refused = answer.putArray("refused");
        ArrayNode warnings = answer.putArray("warnings");
        List<ProducerRecord<byte[], byte[]>> accepted = new ArrayList<>();
        Instant now = clock.instant();
        Schema record = FactRecords.schemaOf(schema);
        for (int index = 0; index < rows.size(); index++) {
            try {
                PushedRow pushed = PushedRow.read(rows.get(index), schema, now);
                accepted.add(outgoing(schema, record, pushed.row()));
                if (!pushed.undeclared().isEmpty()) {
                    note(
                            warnings,
                            index,
                            "left out what the schema does not declare: " + String.join(", ", pushed.undeclared()));
                }
            } catch (IllegalArgumentException e) {
                note(refused, index, String.valueOf(e.getMessage()));
            }
        }
        String position = writer.write(accepted).token(prefix);
        answer.put("accepted", accepted.size());
        return position.isEmpty()
                ? Reply.of(202, answer)
                : Reply.of(202, answer.put("position", position)).with(Request.POSITION, position);
    }

    private static void note(ArrayNode list, int index, String reason) {
        list.addObject().put("index", index).put("reason", reason);
    }

    private ProducerRecord<byte[], byte[]> outgoing(FactSchema schema, Schema record, FactRow row) {
        Topic<String, GenericRecord> topic = topics.facts(schema.topic());
        try {
            ProducerRecord<byte[], byte[]> outgoing =
                    topic.record(Topics.key(row.entity()), FactRecords.toRecord(record, row));
            String tooLarge = Outgoing.tooLarge(outgoing);
            if (tooLarge != null) {
                throw new IllegalArgumentException(tooLarge);
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
