package io.techinsights.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** What our serdes read, as JSON that holds the same: fields by their names, times as milliseconds, enums as text. */
final class PlainAvro {
    private static final long SAFE = (1L << 53) - 1;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainAvro() {}

    static JsonNode json(@Nullable Object datum) {
        if (datum == null) {
            return NODES.nullNode();
        }
        if (datum instanceof IndexedRecord record) {
            ObjectNode object = NODES.objectNode();
            for (Schema.Field field : record.getSchema().getFields()) {
                object.set(field.name(), json(record.get(field.pos())));
            }
            return object;
        }
        if (datum instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(element -> array.add(json(element)));
            return array;
        }
        if (datum instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, value) -> object.set(key.toString(), json(value)));
            return object;
        }
        if (datum instanceof Instant time) {
            return Json.number((double) time.toEpochMilli());
        }
        if (datum instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (datum instanceof Long number && Math.abs(number) > SAFE) {
            return NODES.textNode(number.toString());
        }
        return datum instanceof Number number ? Json.number(number.doubleValue()) : NODES.textNode(datum.toString());
    }
}
