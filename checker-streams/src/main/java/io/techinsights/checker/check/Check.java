package io.techinsights.checker.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A check: what is expected of the entities it applies to. It is plain data, and nothing here changes it.
 *
 * @param type the checker that judges it, for example {@code json-rules-engine}
 * @param factIds the retrievers whose facts it reads; of two facts of one name the last in this order wins
 * @param filter the entities it applies to; null for all
 * @param staleAfter the age from which on facts are too old to judge by; null for twice the cadence of their retriever
 * @param passIf what its result has to be; null where it is true or false itself
 * @param json the check as the checks route answers it, every number as JavaScript holds it
 * @param contentHash SHA-256 of it in hex; the order of its keys does not matter
 */
public record Check(
        String id,
        String type,
        String name,
        String description,
        List<String> factIds,
        @Nullable EntityFilter filter,
        @Nullable Duration staleAfter,
        @Nullable PassIf passIf,
        ObjectNode json,
        String contentHash) {

    public Check {
        factIds = List.copyOf(factIds);
    }

    /** A check with the hash of its own content. */
    public Check(
            String id,
            String type,
            String name,
            String description,
            List<String> factIds,
            @Nullable EntityFilter filter,
            @Nullable Duration staleAfter,
            @Nullable PassIf passIf,
            ObjectNode json) {
        this(id, type, name, description, factIds, filter, staleAfter, passIf, json, hash(json));
    }

    /** A check of true or false, whose facts are as old as their retriever's cadence allows. */
    public Check(
            String id,
            String type,
            String name,
            String description,
            List<String> factIds,
            @Nullable EntityFilter filter,
            ObjectNode json) {
        this(id, type, name, description, factIds, filter, null, null, json);
    }

    /** The same check for every entity. */
    public Check withoutFilter() {
        return new Check(id, type, name, description, factIds, null, staleAfter, passIf, json, contentHash);
    }

    /** The rule as it was written; what it holds is the business of the checker of this type. */
    public JsonNode rule() {
        return json.path("rule");
    }

    /** The metadata with that of the outcome merged over it; an empty object where there is none. */
    public ObjectNode metadata(boolean passed) {
        ObjectNode merged = Json.object();
        for (String part : List.of("metadata", passed ? "successMetadata" : "failureMetadata")) {
            json.path(part).properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
        }
        return merged;
    }

    /** Where to read more: a list of title and url. */
    public Optional<JsonNode> links() {
        return Optional.ofNullable(json.get("links"));
    }

    private static String hash(ObjectNode json) {
        try {
            byte[] text = Json.write(sorted(json)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            var list = Json.array();
            node.forEach(element -> list.add(sorted(element)));
            return list;
        }
        if (node.isObject()) {
            var fields = new TreeMap<String, JsonNode>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            ObjectNode object = Json.object();
            fields.forEach(object::set);
            return object;
        }
        return node;
    }
}
