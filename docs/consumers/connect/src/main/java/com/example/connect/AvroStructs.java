package com.example.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.techinsights.schemas.json.Json;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * What Avro says in Connect's words. A record is a struct of the same name whose parameters are the record's properties,
 * {@code retrieverId} say. What Connect has no type for, a union of several types, is a string named {@value #JSON}, as JSON
 * text is.
 */
final class AvroStructs {
    /** Names strings that hold JSON text. */
    static final String JSON = "json";

    private AvroStructs() {}

    static Schema schema(org.apache.avro.Schema avro) {
        return builder(avro).build();
    }

    private static SchemaBuilder builder(org.apache.avro.Schema avro) {
        return switch (avro.getType()) {
            case RECORD -> struct(avro);
            case ARRAY -> SchemaBuilder.array(schema(avro.getElementType()));
            case MAP -> SchemaBuilder.map(Schema.STRING_SCHEMA, schema(avro.getValueType()));
            case ENUM -> SchemaBuilder.string();
            case STRING -> JSON.equals(avro.getProp("logicalType")) ? json() : SchemaBuilder.string();
            case LONG ->
                "timestamp-millis".equals(avro.getProp("logicalType")) ? Timestamp.builder() : SchemaBuilder.int64();
            case INT -> SchemaBuilder.int32();
            case DOUBLE -> SchemaBuilder.float64();
            case FLOAT -> SchemaBuilder.float32();
            case BOOLEAN -> SchemaBuilder.bool();
            case UNION -> union(avro);
            default -> throw new DataException("No field of the pipeline is of Avro type " + avro.getType());
        };
    }

    private static SchemaBuilder struct(org.apache.avro.Schema avro) {
        SchemaBuilder struct = SchemaBuilder.struct().name(avro.getFullName()).doc(avro.getDoc());
        avro.getObjectProps().forEach((name, value) -> struct.parameter(name, value.toString()));
        avro.getFields().forEach(field -> struct.field(field.name(), schema(field.schema())));
        return struct;
    }

    private static SchemaBuilder union(org.apache.avro.Schema avro) {
        SchemaBuilder builder = isOptionalOfOne(avro) ? builder(branch(avro)) : json();
        return avro.isNullable() ? builder.optional() : builder;
    }

    private static SchemaBuilder json() {
        return SchemaBuilder.string().name(JSON);
    }

    private static boolean isOptionalOfOne(org.apache.avro.Schema union) {
        return union.isNullable() && union.getTypes().size() == 2;
    }

    private static org.apache.avro.Schema branch(org.apache.avro.Schema union) {
        return union.getTypes().stream()
                .filter(type -> !type.isNullable())
                .findFirst()
                .orElseThrow();
    }

    /** The value of a datum that was read with a schema, as the schema that {@link #schema} made of that describes it. */
    static Object value(org.apache.avro.Schema avro, Schema schema, Object datum) {
        if (datum == null) {
            return null;
        }
        return switch (avro.getType()) {
            case RECORD -> {
                var struct = new Struct(schema);
                avro.getFields()
                        .forEach(field -> struct.put(
                                field.name(),
                                value(
                                        field.schema(),
                                        schema.field(field.name()).schema(),
                                        ((IndexedRecord) datum).get(field.pos()))));
                yield struct;
            }
            case ARRAY ->
                ((List<?>) datum)
                        .stream()
                                .map(element -> value(avro.getElementType(), schema.valueSchema(), element))
                                .toList();
            case MAP -> {
                Map<String, Object> map = new HashMap<>();
                ((Map<?, ?>) datum)
                        .forEach((key, entry) ->
                                map.put(key.toString(), value(avro.getValueType(), schema.valueSchema(), entry)));
                yield map;
            }
            case ENUM, STRING -> datum.toString();
            case LONG -> Timestamp.LOGICAL_NAME.equals(schema.name()) ? new Date((Long) datum) : datum;
            case UNION -> isOptionalOfOne(avro) ? value(branch(avro), schema, datum) : jsonText(datum);
            default -> datum;
        };
    }

    private static String jsonText(Object datum) {
        return datum instanceof GenericData.Record nested ? nested.get("json").toString() : Json.write(node(datum));
    }

    private static JsonNode node(Object datum) {
        var nodes = JsonNodeFactory.instance;
        if (datum instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        }
        if (datum instanceof Long number) {
            return nodes.numberNode(number);
        }
        return datum instanceof Double number ? nodes.numberNode(number) : nodes.textNode(datum.toString());
    }
}
