package com.example.owners;

import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.Relation;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;

/** Who owns an entity. */
final class Owner {
    /** Stands for the owner of what has none. */
    static final String NOBODY = "nobody";

    private Owner() {}

    /** The reference of the owner: the relation that a Backstage backend has worked out, or else {@code spec.owner}. */
    static String of(CatalogEntity entity) {
        String owner = entity.getRelations().stream()
                .filter(relation -> relation.getType().equals("ownedBy"))
                .map(Relation::getTargetRef)
                .findFirst()
                .orElse("");
        try {
            return reference(owner.isEmpty() ? declared(entity) : owner, entity.getNamespace());
        } catch (IllegalArgumentException e) {
            return NOBODY;
        }
    }

    private static String declared(CatalogEntity entity) {
        return entity.getSpec() == null
                ? ""
                : Json.parse(entity.getSpec()).path("owner").asText("");
    }

    /** As Backstage reads an owner: a group, in the namespace of the entity, where it says nothing else. */
    private static String reference(String owner, String namespace) {
        String kind = owner.contains(":") ? owner.substring(0, owner.indexOf(':')) : "group";
        String name = owner.substring(owner.indexOf(':') + 1);
        return EntityRef.parse(kind + ":" + (name.contains("/") ? name : namespace + "/" + name))
                .toString();
    }
}
