package io.techinsights.schemas.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.Relation;
import io.techinsights.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entity of the catalog.
 *
 * @param ref its reference
 * @param json the whole entity, as the catalog holds it; not to be changed
 */
public record Entity(EntityRef ref, ObjectNode json) {
    private static final Set<String> TYPED_KEYS = Set.of("apiVersion", "kind", "metadata", "spec", "relations");

    /**
     * Takes a parsed document for an entity.
     *
     * @throws IllegalArgumentException where it breaks a rule that an entity has to hold; the message names it
     */
    public static Entity of(JsonNode document) {
        if (!document.isObject()) {
            throw new IllegalArgumentException("An entity is an object, but this is " + typeOf(document));
        }
        requireText(document.path("apiVersion"), "apiVersion");
        String kind = requireText(document.path("kind"), "kind");
        EntityRef.requireKind(kind);
        JsonNode metadata = document.path("metadata");
        if (!metadata.isObject()) {
            throw new IllegalArgumentException("metadata must be an object, but is " + typeOf(metadata));
        }
        String name = requireText(metadata.path("name"), "metadata.name");
        EntityRef.requireName(name);
        JsonNode namespace = metadata.path("namespace");
        String space = EntityRef.DEFAULT_NAMESPACE;
        if (!namespace.isMissingNode()) {
            space = requireText(namespace, "metadata.namespace");
            EntityRef.requireNamespace(space);
        }
        return new Entity(new EntityRef(kind, space, name), (ObjectNode) document);
    }

    private static String requireText(JsonNode node, String key) {
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw new IllegalArgumentException(key + " must be a string, but is " + typeOf(node));
        }
        return node.textValue();
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "missing";
            case STRING -> "an empty string";
            default -> node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    /** What travels on the entities topic. */
    public CatalogEntity toAvro() {
        ObjectNode other = json.deepCopy();
        other.remove(TYPED_KEYS);
        List<Relation> relations = new ArrayList<>();
        for (JsonNode relation : json.path("relations")) {
            if (relation.path("type").isTextual() && relation.path("targetRef").isTextual()) {
                relations.add(new Relation(
                        relation.path("type").textValue(),
                        relation.path("targetRef").textValue()));
            }
        }
        return CatalogEntity.newBuilder()
                .setApiVersion(json.path("apiVersion").textValue())
                .setKind(json.path("kind").textValue())
                .setNamespace(json.path("metadata").path("namespace").asText(EntityRef.DEFAULT_NAMESPACE))
                .setName(json.path("metadata").path("name").textValue())
                .setMetadata(Json.write(json.path("metadata")))
                .setSpec(textOrNull(json.get("spec")))
                .setOther(other.isEmpty() ? null : Json.write(other))
                .setRelations(relations)
                .build();
    }

    private static @Nullable String textOrNull(@Nullable JsonNode node) {
        return node == null ? null : Json.write(node);
    }

    /** Reads what {@link #toAvro} wrote. */
    public static Entity of(CatalogEntity avro) {
        ObjectNode json = Json.object();
        json.put("apiVersion", avro.getApiVersion());
        json.put("kind", avro.getKind());
        json.set("metadata", Json.parse(avro.getMetadata()));
        if (avro.getSpec() != null) {
            json.set("spec", Json.parse(avro.getSpec()));
        }
        if (avro.getOther() != null) {
            json.setAll((ObjectNode) Json.parse(avro.getOther()));
        }
        if (!avro.getRelations().isEmpty()) {
            ArrayNode relations = json.putArray("relations");
            avro.getRelations()
                    .forEach(relation -> relations
                            .addObject()
                            .put("type", relation.getType())
                            .put("targetRef", relation.getTargetRef()));
        }
        return new Entity(new EntityRef(avro.getKind(), avro.getNamespace(), avro.getName()), json);
    }
}
