package io.techinsights.schemas.fact;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.json.JsonBytes;
import io.techinsights.schemas.json.Utf8;
import io.techinsights.schemas.registry.AvroBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Writes rows as upstream's routes answer them, straight from the bytes of their records where these are as
 * {@link FactRecords#schemaOf} has them. The object is left open.
 */
public final class RowText {
    private static final int FACTS_FROM = 4;
    private static final String HEAD = "observedAt\"long\",retrieverVersion\"string\",runId[\"null\",\"string\"],"
            + "nullFacts{\"type\":\"array\",\"items\":\"string\"}";
    private static final Utf8 ID = Utf8.of("{\"id\":");
    private static final Utf8 NAMESPACE = Utf8.of(",\"entity\":{\"namespace\":");
    private static final Utf8 KIND = Utf8.of(",\"kind\":");
    private static final Utf8 NAME = Utf8.of(",\"name\":");
    private static final Utf8 TIMESTAMP = Utf8.of("},\"timestamp\":\"");
    private static final Utf8 VERSION = Utf8.of("\",\"version\":");
    private static final Utf8 FACTS = Utf8.of(",\"facts\":");

    private final String retrieverId;
    private final List<Fact> facts;

    /**
     * @param name as it is written, with the colon
     */
    private record Fact(Utf8 name, FactType type) {}

    private RowText(String retrieverId, List<Fact> facts) {
        this.retrieverId = retrieverId;
        this.facts = facts;
    }

    /** For the records of a schema; empty where it has fields that have to be read in another way. */
    public static Optional<RowText> of(Schema record) {
        List<Schema.Field> fields = record.getFields();
        if (fields.size() < FACTS_FROM || !form(fields.subList(0, FACTS_FROM)).equals(HEAD)) {
            return Optional.empty();
        }
        List<Fact> facts = new ArrayList<>();
        for (Schema.Field field : fields.subList(FACTS_FROM, fields.size())) {
            Optional<Fact> fact = fact(field);
            if (fact.isEmpty()) {
                return Optional.empty();
            }
            facts.add(fact.get());
        }
        return Optional.of(new RowText(FactRecords.retrieverId(record), facts));
    }

    /** The names of some fields, and how each lies in bytes. */
    private static String form(List<Schema.Field> fields) {
        return fields.stream()
                .map(field -> field.name() + SchemaNormalization.toParsingForm(field.schema()))
                .collect(Collectors.joining(","));
    }

    private static Optional<Fact> fact(Schema.Field field) {
        String name = field.getProp(FactRecords.FACT_NAME);
        String id = field.getProp(FactRecords.FACT_TYPE);
        if (name == null || id == null) {
            return Optional.empty();
        }
        FactType type = FactType.of(id);
        boolean known = type != FactType.SET
                && SchemaNormalization.toParsingForm(field.schema())
                        .equals(SchemaNormalization.toParsingForm(type.fieldSchema()));
        return known
                ? Optional.of(new Fact(
                        new JsonBytes(name.length() + 3).text(name).add(':').piece(), type))
                : Optional.empty();
    }

    /**
     * Writes a row.
     *
     * @param record in the wire format
     * @return false where it has to be read in another way: it holds facts that were observed to be null
     */
    public boolean write(byte[] record, EntityRef entity, Instant observedAt, JsonBytes out) {
        var bytes = new AvroBytes(record);
        bytes.number();
        Utf8 version = bytes.text();
        if (bytes.number() != 0) {
            bytes.text();
        }
        if (bytes.number() != 0) {
            return false;
        }
        head(retrieverId, entity, observedAt, out);
        out.text(version).add(FACTS);
        char separator = '{';
        for (Fact fact : facts) {
            if (bytes.number() != 0) {
                out.add(separator).add(fact.name());
                value(fact.type(), bytes, out);
                separator = ',';
            }
        }
        out.add(separator == '{' ? "{}" : "}");
        return true;
    }

    private static void value(FactType type, AvroBytes bytes, JsonBytes out) {
        switch (type) {
            case INTEGER -> out.value(Json.number((double) bytes.number()));
            case FLOAT -> out.value(Json.number(bytes.fraction()));
            case BOOLEAN -> out.add(bytes.flag() ? "true" : "false");
            case STRING, DATETIME -> out.text(bytes.text());
            case OBJECT -> out.value(Json.canonical(Json.parse(bytes.text().toString())));
            case SET -> throw new IllegalStateException("A set is read in another way");
        }
    }

    /** Writes a row that has been read. */
    public static void write(FactRow row, JsonBytes out) {
        head(row.retrieverId(), row.entity(), row.observedAt(), out);
        out.text(row.version()).add(FACTS);
        char separator = '{';
        for (Map.Entry<String, JsonNode> fact : row.facts().entrySet()) {
            out.add(separator).text(fact.getKey()).add(':').value(fact.getValue());
            separator = ',';
        }
        out.add(separator == '{' ? "{}" : "}");
    }

    private static void head(String retrieverId, EntityRef entity, Instant observedAt, JsonBytes out) {
        out.add(ID).text(retrieverId);
        out.add(NAMESPACE).text(entity.namespace());
        out.add(KIND).text(entity.kind()).add(NAME).text(entity.name());
        out.add(TIMESTAMP).add(FactRow.timestamp(observedAt)).add(VERSION);
    }
}
