package io.techinsights.schemas.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.json.Json;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The types that a fact can have, and how a value of each travels in Avro. */
public enum FactType {
    /** A whole number that a long holds. */
    INTEGER(Schema.create(Schema.Type.LONG)),
    /** Any finite number. */
    FLOAT(Schema.create(Schema.Type.DOUBLE)),
    STRING(Schema.create(Schema.Type.STRING)),
    BOOLEAN(Schema.create(Schema.Type.BOOLEAN)),
    /** An ISO-8601 date or date and time; it keeps the text it came as, since checks compare that. */
    DATETIME(logical("datetime")),
    /** A list of scalars, lists and objects. */
    SET(Schema.createArray(Schema.createUnion(
            Schema.create(Schema.Type.NULL),
            Schema.create(Schema.Type.BOOLEAN),
            Schema.create(Schema.Type.LONG),
            Schema.create(Schema.Type.DOUBLE),
            Schema.create(Schema.Type.STRING),
            NestedElement.SCHEMA))),
    /** Any JSON object or list; it travels as JSON text. */
    OBJECT(logical("json"));

    private static final Map<String, FactType> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FactType::id, type -> type));

    private final Schema schema;
    private final String id;

    FactType(Schema schema) {
        this.schema = schema;
        this.id = name().toLowerCase(Locale.ROOT);
    }

    /** A list or object inside a set. */
    private static final class NestedElement {
        private static final Schema SCHEMA = Schema.createRecord(
                "NestedElement",
                "A list or an object inside a set, as JSON text.",
                "io.techinsights.schemas.avro",
                false,
                List.of(new Schema.Field("json", logical("json"))));
    }

    private static Schema logical(String name) {
        Schema schema = Schema.create(Schema.Type.STRING);
        schema.addProp("logicalType", name);
        return schema;
    }

    /**
     * The type of this name, as fact schemas write it: lower case.
     *
     * @throws IllegalArgumentException naming the types there are
     */
    public static FactType of(String name) {
        FactType type = BY_ID.get(name);
        if (type == null) {
            throw new IllegalArgumentException("Unknown fact type '" + name + "': expected one of "
                    + Arrays.stream(values()).map(FactType::id).collect(Collectors.joining(", ")));
        }
        return type;
    }

    /** The name that fact schemas use. */
    public String id() {
        return id;
    }

    /** What a field of this type is in the retriever's record: nullable. */
    Schema fieldSchema() {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
    }

    /**
     * Says why a value is not of this type; {@code null} where it is. A null is of every type.
     */
    public @Nullable String mismatch(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        boolean fits = switch (this) {
            case INTEGER -> value.isNumber() && isLong(value);
            case FLOAT -> value.isNumber() && Double.isFinite(value.doubleValue());
            case STRING -> value.isTextual();
            case BOOLEAN -> value.isBoolean();
            case DATETIME -> value.isTextual() && isDatetime(value.textValue());
            case SET -> value.isArray();
            case OBJECT -> value.isObject() || value.isArray();
        };
        return fits ? null : "expected " + description() + ", got " + abbreviated(value);
    }

    private String description() {
        return switch (this) {
            case INTEGER -> "an integer";
            case DATETIME -> "a datetime (ISO-8601 text)";
            case SET -> "a set (a list)";
            case OBJECT -> "an object or a list";
            default -> "a " + id();
        };
    }

    private static String abbreviated(JsonNode value) {
        String text = Json.write(value);
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    private static boolean isLong(JsonNode value) {
        return value.canConvertToExactIntegral() && value.canConvertToLong();
    }

    private static boolean isDatetime(String text) {
        return Stream.of(DateTimeFormatter.ISO_DATE_TIME, DateTimeFormatter.ISO_DATE, DateTimeFormatter.ISO_WEEK_DATE)
                .anyMatch(format -> parses(format, text));
    }

    private static boolean parses(DateTimeFormatter format, String text) {
        try {
            format.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** The Avro datum of a value that {@link #mismatch} let pass. */
    @Nullable
    Object toAvro(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (this) {
            case INTEGER -> value.longValue();
            case FLOAT -> value.doubleValue();
            case STRING, DATETIME -> value.textValue();
            case BOOLEAN -> value.booleanValue();
            case SET -> elements(value);
            case OBJECT -> Json.write(value);
        };
    }

    private static List<@Nullable Object> elements(JsonNode set) {
        List<@Nullable Object> elements = new ArrayList<>(set.size());
        for (JsonNode element : set) {
            elements.add(
                    switch (element.getNodeType()) {
                        case BOOLEAN -> element.booleanValue();
                        case NUMBER -> isLong(element) ? (Object) element.longValue() : (Object) element.doubleValue();
                        case STRING -> element.textValue();
                        case ARRAY, OBJECT -> {
                            var nested = new GenericData.Record(NestedElement.SCHEMA);
                            nested.put("json", Json.write(element));
                            yield nested;
                        }
                        default -> null;
                    });
        }
        return elements;
    }

    /**
     * The value of an Avro datum, as JavaScript holds it, whichever program wrote it.
     *
     * @throws IllegalArgumentException where the datum is not what a field of this type holds
     */
    JsonNode fromAvro(@Nullable Object datum) {
        if (datum == null) {
            return NullNode.getInstance();
        }
        boolean fits = switch (this) {
            case INTEGER -> datum instanceof Long || datum instanceof Integer;
            case FLOAT -> datum instanceof Number;
            case BOOLEAN -> datum instanceof Boolean;
            case SET -> datum instanceof List;
            case STRING, DATETIME, OBJECT -> datum instanceof CharSequence;
        };
        if (!fits) {
            throw new IllegalArgumentException("expected " + description() + ", got a field that holds a "
                    + datum.getClass().getSimpleName());
        }
        return this == OBJECT ? Json.canonical(Json.parse(datum.toString())) : element(datum);
    }

    private static JsonNode element(@Nullable Object datum) {
        if (datum == null) {
            return NullNode.getInstance();
        }
        if (datum instanceof List<?> list) {
            ArrayNode set = Json.array();
            list.forEach(element -> set.add(element(element)));
            return set;
        }
        if (datum instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        }
        if (datum instanceof Number number) {
            return Json.number(number.doubleValue());
        }
        if (datum instanceof GenericRecord nested && nested.hasField("json")) {
            return Json.canonical(Json.parse(String.valueOf(nested.get("json"))));
        }
        return TextNode.valueOf(datum.toString());
    }
}
