package io.techinsights.retriever.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds what Backstage would not take in an entity that is otherwise fine. The entity is kept as it is. */
final class EntityOddities {
    private static final Set<String> KEYS =
            new TreeSet<>(Set.of("apiVersion", "kind", "metadata", "spec", "relations", "status"));
    private static final Pattern TAG = Pattern.compile("[a-z0-9:+#]+(-[a-z0-9:+#]+)*");
    private static final int TAG_LENGTH = 63;
    private static final int EXCERPT = 80;

    private final List<String> found = new ArrayList<>();

    private EntityOddities() {}

    /** A message each, with the key, the value, and what was expected. */
    static List<String> of(Entity entity) {
        var oddities = new EntityOddities();
        JsonNode json = entity.json();
        json.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                oddities.found.add("has the unknown key '" + key + "': expected " + String.join(", ", KEYS));
            }
        });
        oddities.metadata(json.path("metadata"));
        oddities.spec(json.path("spec"));
        return oddities.found;
    }

    private void metadata(JsonNode metadata) {
        text(metadata, "metadata", "title");
        text(metadata, "metadata", "description");
        texts(metadata, "labels");
        texts(metadata, "annotations");
        JsonNode tags = metadata.path("tags");
        if (!tags.isMissingNode() && !tags.isArray()) {
            add("metadata.tags", tags, "a list of tags");
        }
        for (JsonNode tag : tags.isArray() ? tags : Json.array()) {
            if (!tag.isTextual()
                    || tag.textValue().length() > TAG_LENGTH
                    || !TAG.matcher(tag.textValue()).matches()) {
                add("metadata.tags", tag, "tags of a-z, 0-9, ':', '+', '#', with '-' between them");
            }
        }
    }

    private void texts(JsonNode metadata, String key) {
        JsonNode map = metadata.path(key);
        if (!map.isMissingNode() && !map.isObject()) {
            add("metadata." + key, map, "a map of texts");
        }
        map.properties().forEach(entry -> text(map, "metadata." + key, entry.getKey()));
    }

    private void text(JsonNode parent, String path, String key) {
        JsonNode value = parent.path(key);
        if (!value.isMissingNode() && !value.isTextual()) {
            add(path + "." + key, value, "a text");
        }
    }

    private void spec(JsonNode spec) {
        if (!spec.isMissingNode() && !spec.isObject()) {
            add("spec", spec, "a map");
        }
        JsonNode owner = spec.path("owner");
        if (!owner.isMissingNode() && !isReference(owner)) {
            add("spec.owner", owner, "a reference such as group:default/team");
        }
    }

    private static boolean isReference(JsonNode owner) {
        if (!owner.isTextual()) {
            return false;
        }
        String text = owner.textValue();
        try {
            EntityRef.parseStrict(text.indexOf(':') < 0 ? "group:" + text : text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void add(String path, JsonNode value, String expected) {
        String text = Json.write(value);
        found.add(path + " is " + (text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...") + ", expected "
                + expected);
    }
}
