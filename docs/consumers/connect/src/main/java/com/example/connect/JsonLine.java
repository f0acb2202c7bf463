package com.example.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Makes a record one line of JSON, for sinks that write text: {@code {"partition", "offset", "key", "value"}}. A sink may write a
 * record again after a crash; partition and offset tell.
 */
public final class JsonLine<R extends ConnectRecord<R>> implements Transformation<R> {
    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public R apply(R record) {
        ObjectNode line = Json.object().put("partition", record.kafkaPartition());
        if (record instanceof SinkRecord sunk) {
            line.put("offset", sunk.kafkaOffset());
        }
        line.set("key", node(record.keySchema(), record.key()));
        line.set("value", node(record.valueSchema(), record.value()));
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                Schema.STRING_SCHEMA,
                Json.write(line),
                record.timestamp());
    }

    private static JsonNode node(Schema schema, Object value) {
        var nodes = JsonNodeFactory.instance;
        if (value == null) {
            return nodes.nullNode();
        }
        if (value instanceof Struct struct) {
            ObjectNode object = nodes.objectNode();
            for (Field field : schema.fields()) {
                object.set(field.name(), node(field.schema(), struct.get(field)));
            }
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = nodes.arrayNode();
            list.forEach(element -> array.add(node(schema.valueSchema(), element)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = nodes.objectNode();
            map.forEach((key, entry) -> object.set(key.toString(), node(schema.valueSchema(), entry)));
            return object;
        }
        if (value instanceof Date time) {
            return nodes.textNode(time.toInstant().toString());
        }
        if (value instanceof String text) {
            return AvroStructs.JSON.equals(schema.name()) ? Json.parse(text) : nodes.textNode(text);
        }
        return nodes.pojoNode(value);
    }

    @Override
    public void close() {}
}
