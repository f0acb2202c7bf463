package io.techinsights.schemas.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The Avro record that carries the rows of one retriever: one nullable, typed field per fact, and of every row when it
 * was observed, by which version, in which run.
 *
 * <p>A name that Avro does not allow is mapped, and the record says from what: the property {@value #RETRIEVER_ID} of the
 * record and {@value #FACT_NAME} and {@value #FACT_TYPE} of each field carry the names as the retriever knows them. So a
 * record is read without asking anybody, whichever program wrote it.
 */
public final class FactRecords {
    public static final String NAMESPACE = "io.techinsights.facts";
    public static final String RETRIEVER_ID = "retrieverId";
    public static final String FACT_NAME = "factName";
    public static final String FACT_TYPE = "factType";
    public static final String OBSERVED_AT = "observedAt";
    public static final String RETRIEVER_VERSION = "retrieverVersion";
    public static final String RUN_ID = "runId";

    /** The facts that were observed to be null: in a nullable column a null alone does not say whether it was. */
    public static final String NULL_FACTS = "nullFacts";

    private static final Set<String> ROW_FIELDS = Set.of(OBSERVED_AT, RETRIEVER_VERSION, RUN_ID, NULL_FACTS);

    private FactRecords() {}

    /** The record schema of a retriever's facts. Equal fact schemas give equal records. */
    public static Schema schemaOf(FactSchema facts) {
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field(
                OBSERVED_AT,
                LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)),
                "When it was observed."));
        fields.add(new Schema.Field(
                RETRIEVER_VERSION, Schema.create(Schema.Type.STRING), "The version of the retriever."));
        fields.add(new Schema.Field(
                RUN_ID,
                Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING)),
                "The run that brought it; null where it was pushed.",
                Schema.Field.NULL_DEFAULT_VALUE));
        fields.add(new Schema.Field(
                NULL_FACTS,
                Schema.createArray(Schema.create(Schema.Type.STRING)),
                "The facts that were observed to be null; any other null was not observed.",
                List.of()));
        facts.facts().forEach((name, definition) -> fields.add(field(name, definition)));
        Schema schema = Schema.createRecord(
                avroName(facts.retrieverId()),
                facts.description() == null ? "Facts of " + facts.retrieverId() : facts.description(),
                NAMESPACE,
                false,
                fields);
        schema.addProp(RETRIEVER_ID, facts.retrieverId());
        return schema;
    }

    private static Schema.Field field(String name, FactDefinition definition) {
        var field = new Schema.Field(
                avroName(name),
                definition.type().fieldSchema(),
                definition.description(),
                Schema.Field.NULL_DEFAULT_VALUE);
        field.addProp(FACT_NAME, name);
        field.addProp(FACT_TYPE, definition.type().id());
        return field;
    }

    /**
     * A name that Avro allows. One that it allows already stays as it is; any other, and one that the record needs for
     * itself, has what is not allowed replaced and a checksum of the whole name added, so that no two become one.
     */
    static String avroName(String name) {
        if (isAvroName(name) && !ROW_FIELDS.contains(name)) {
            return name;
        }
        var checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        String safe = name.replaceAll("[^A-Za-z0-9_]", "_");
        return (safe.isEmpty() || Character.isDigit(safe.charAt(0)) ? "_" : "")
                + safe
                + String.format(Locale.ROOT, "_%08x", checksum.getValue());
    }

    /** A letter or an underscore first, then digits too, all of them ASCII's: asked of each fact of each row. */
    private static boolean isAvroName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /**
     * Says what of a row does not fit its schema: one message per fact, empty where all of it fits.
     *
     * @param facts the observed values by fact name
     */
    public static List<String> mismatches(FactSchema schema, Map<String, JsonNode> facts) {
        List<String> mismatches = new ArrayList<>();
        facts.forEach((name, value) -> schema.fact(name).ifPresent(definition -> {
            String mismatch = definition.type().mismatch(value);
            if (mismatch != null) {
                mismatches.add("fact '" + name + "': " + mismatch);
            }
        }));
        return mismatches;
    }

    /**
     * Turns a row into its record.
     *
     * @param record a schema of {@link #schemaOf}
     * @throws IllegalArgumentException where a value is not of its fact's type, or a fact has no field
     */
    public static GenericRecord toRecord(Schema record, FactRow row) {
        var result = new GenericData.Record(record);
        result.put(OBSERVED_AT, row.observedAt().toEpochMilli());
        result.put(RETRIEVER_VERSION, row.version());
        result.put(RUN_ID, row.runId());
        List<String> nulls = new ArrayList<>();
        row.facts().forEach((name, value) -> {
            Schema.Field field = record.getField(avroName(name));
            if (field == null) {
                throw new IllegalArgumentException("fact '" + name + "' is not in the schema of " + row.retrieverId());
            }
            FactType type = FactType.of(field.getProp(FACT_TYPE));
            JsonNode canonical = Json.canonical(value);
            String mismatch = type.mismatch(canonical);
            if (mismatch != null) {
                throw new IllegalArgumentException("fact '" + name + "': " + mismatch);
            }
            if (canonical.isNull()) {
                nulls.add(name);
            }
            result.put(field.pos(), type.toAvro(canonical));
        });
        result.put(NULL_FACTS, nulls);
        return result;
    }

    /**
     * The retriever whose facts a record schema carries.
     *
     * @throws IllegalArgumentException where the schema is no fact record
     */
    public static String retrieverId(Schema record) {
        String id = record.getProp(RETRIEVER_ID);
        if (id == null) {
            throw new IllegalArgumentException(
                    "Record " + record.getFullName() + " is no fact record: it has no '" + RETRIEVER_ID + "' property");
        }
        return id;
    }

    /**
     * Reads a record that any program wrote with a retriever's schema.
     *
     * @throws IllegalArgumentException where the record is no fact record
     */
    public static FactRow toRow(EntityRef entity, GenericRecord record) {
        Schema schema = record.getSchema();
        Set<String> nulls = Set.copyOf(texts(required(record, NULL_FACTS, List.class)));
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        for (Schema.Field field : schema.getFields()) {
            String name = field.getProp(FACT_NAME);
            String type = field.getProp(FACT_TYPE);
            if (name == null || type == null) {
                continue;
            }
            Object datum = record.get(field.pos());
            if (datum != null) {
                facts.put(name, value(schema, field, FactType.of(type), datum));
            } else if (nulls.contains(name)) {
                facts.put(name, NullNode.getInstance());
            }
        }
        Object runId = schema.getField(RUN_ID) == null ? null : record.get(RUN_ID);
        return new FactRow(
                retrieverId(schema),
                required(record, RETRIEVER_VERSION, CharSequence.class).toString(),
                entity,
                Instant.ofEpochMilli(required(record, OBSERVED_AT, Long.class)),
                runId == null ? null : runId.toString(),
                facts);
    }

    private static JsonNode value(Schema record, Schema.Field field, FactType type, Object datum) {
        try {
            return type.fromAvro(datum);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Field '" + field.name() + "' of " + record.getFullName() + ": " + e.getMessage(), e);
        }
    }

    private static <T> T required(GenericRecord record, String field, Class<T> type) {
        @Nullable Object value = record.getSchema().getField(field) == null ? null : record.get(field);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("Record " + record.getSchema().getFullName()
                    + " is no fact record: its '" + field + "' is " + (value == null ? "missing" : "of another type"));
        }
        return type.cast(value);
    }

    private static List<String> texts(List<?> list) {
        return list.stream().map(String::valueOf).toList();
    }
}
