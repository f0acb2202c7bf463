package io.techinsights.schemas.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.RetrieverIds;
import io.techinsights.schemas.json.Json;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a topic hold beside their Avro schemas, so that what is taken never surprises anybody later: texts
 * that are references and JSON, and keys that are those of their values. Each throws {@link IllegalArgumentException} that
 * says what is wrong, or whatever reading a part of it throws.
 */
public final class RecordRules {
    private RecordRules() {}

    /** The key of an entity, in its one form. */
    public static EntityRef reference(@Nullable String key) {
        if (key == null) {
            throw new IllegalArgumentException("The record has no key, expected the entity reference");
        }
        EntityRef entity = EntityRef.parseStrict(key);
        requireKey(key, entity.toString());
        return entity;
    }

    /** A record of the entities topic. */
    public static Entity entity(@Nullable String key, CatalogEntity value) {
        EntityRef ref = reference(key);
        Entity entity = Entity.of(value);
        requireKey(ref.toString(), entity.ref().toString());
        if (!entity.json().path("metadata").isObject()) {
            throw new IllegalArgumentException("metadata must be an object");
        }
        return entity;
    }

    /** A key of the topics of latest facts and of check results. */
    public static EntityKey key(@Nullable EntityKey key) {
        if (key == null) {
            throw new IllegalArgumentException("The record has no key, expected <kind>:<namespace>/<name>#<id>");
        }
        reference(key.entity().toString());
        RetrieverIds.require(key.id());
        return key;
    }

    /** A record of the latest-facts topic. */
    public static FactRow latestFact(EntityKey key, GenericRecord value) {
        FactRow row = FactRecords.toRow(key.entity(), value);
        requireKey(key.id(), row.retrieverId());
        return row;
    }

    /** A record of the fact-schemas topic. */
    public static FactSchema announcement(String key, FactSchemaAnnouncement value) {
        FactSchema schema = FactSchema.of(value);
        ownKey(key, schema);
        return schema;
    }

    /** An announcement that was read, under the key that it stands under. */
    public static void ownKey(String key, FactSchema announced) {
        RetrieverIds.require(key);
        requireKey(key, announced.retrieverId());
    }

    /** A record of the retriever-runs topic. */
    public static void run(String key, RetrieverRun value) {
        if (!key.equals(RunKeys.kept(value))) {
            requireKey(key, value.getRetrieverId());
        }
    }

    /** A record of the check-definitions topic: what it holds of the check. */
    public static JsonNode definition(String key, CheckDefinition value) {
        requireKey(key, value.getId());
        return Json.parse(value.getDefinition());
    }

    /** A record of the check-history topic. */
    public static void history(String key, CheckDefinition value) {
        requireKey(key, value.getId() + "@" + value.getVersion());
        Json.parse(value.getDefinition());
    }

    private static void requireKey(String found, String expected) {
        if (!found.equals(expected)) {
            throw new IllegalArgumentException("The key is \"" + found + "\", expected \"" + expected + "\"");
        }
    }
}
