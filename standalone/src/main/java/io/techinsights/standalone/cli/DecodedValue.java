package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.SchemaRegistry;
import io.techinsights.schemas.registry.WireFormat;
import io.techinsights.streams.error.DeadLetters;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;

/** What bytes are in the schema registry's wire format, or why they are nothing. */
sealed interface DecodedValue {
    /** A datum of a schema, as JSON. */
    record Decoded(String schema, JsonNode json) implements DecodedValue {}

    /** Not in the wire format, or not what its schema says. */
    record Not(String reason) implements DecodedValue {}

    static DecodedValue of(byte[] bytes, SchemaRegistry registry) {
        try {
            int id = WireFormat.schemaId(bytes);
            Schema schema = registry.byId(id);
            Object datum = WireFormat.read(bytes, schema, new GenericDatumReader<>(schema));
            return new Decoded(
                    schema.getFullName() + ", schema " + id,
                    Json.parse(GenericData.get().toString(datum)));
        } catch (RuntimeException e) {
            return new Not(DeadLetters.reason(e));
        }
    }
}
