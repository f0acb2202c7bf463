package io.techinsights.retriever.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a {@code Location} points.
 *
 * @param paths relative to its file, or absolute; globs among them
 * @param notFollowed what it points at that is no file, with the reason
 * @param optional whether nothing is wrong where a path leads nowhere
 */
record LocationTargets(List<String> paths, List<String> notFollowed, boolean optional) {
    LocationTargets {
        paths = List.copyOf(paths);
        notFollowed = List.copyOf(notFollowed);
    }

    static boolean isLocation(Entity entity) {
        return entity.ref().kind().equals("location");
    }

    static LocationTargets of(Entity location) {
        JsonNode spec = location.json().path("spec");
        String type = spec.path("type").asText("file");
        List<String> paths = new ArrayList<>();
        List<String> notFollowed = new ArrayList<>();
        for (JsonNode target : targets(spec)) {
            if (!target.isTextual() || target.textValue().isBlank()) {
                notFollowed.add("the target " + Json.write(target) + " is not followed: expected a path");
            } else if (target.textValue().contains("://")) {
                notFollowed.add("the target '" + target.textValue() + "' is not followed: only files are");
            } else if (!type.equals("file") && !type.equals("url")) {
                notFollowed.add("the target '" + target.textValue() + "' is not followed: its type is '" + type
                        + "', expected 'file'");
            } else {
                paths.add(target.textValue());
            }
        }
        return new LocationTargets(
                paths, notFollowed, spec.path("presence").asText().equals("optional"));
    }

    private static List<JsonNode> targets(JsonNode spec) {
        List<JsonNode> targets = new ArrayList<>();
        if (spec.hasNonNull("target")) {
            targets.add(spec.get("target"));
        }
        if (spec.path("targets").isArray()) {
            spec.get("targets").forEach(targets::add);
        } else if (spec.hasNonNull("targets")) {
            targets.add(spec.get("targets"));
        }
        return targets;
    }
}
