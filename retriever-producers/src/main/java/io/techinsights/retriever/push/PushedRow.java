package io.techinsights.retriever.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.streams.config.KnownNames;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.semver4j.Semver;

/**
 * A row that somebody pushed.
 *
 * @param undeclared the facts that were left out of it, since its schema does not know them
 */
record PushedRow(FactRow row, List<String> undeclared) {
    private static final Set<String> KEYS = new TreeSet<>(Set.of("entity", "timestamp", "version", "facts"));
    private static final Set<String> ENTITY_KEYS = new TreeSet<>(Set.of("kind", "namespace", "name"));

    PushedRow {
        undeclared = List.copyOf(undeclared);
    }

    /**
     * Reads {@code {entity, timestamp?, version?, facts}}.
     *
     * @param now the time of a row that names none
     * @throws IllegalArgumentException saying what is wrong and what was expected
     */
    static PushedRow read(JsonNode json, FactSchema schema, Instant now) {
        requireKeys(json, "a row", KEYS);
        JsonNode facts = json.path("facts");
        if (!facts.isObject()) {
            throw new IllegalArgumentException("'facts' is " + shown(facts) + ", expected an object of fact to value");
        }
        Map<String, JsonNode> declared = new LinkedHashMap<>();
        List<String> undeclared = new ArrayList<>();
        facts.properties().forEach(fact -> {
            if (schema.fact(fact.getKey()).isPresent()) {
                declared.put(fact.getKey(), fact.getValue());
            } else {
                undeclared.add(fact.getKey());
            }
        });
        if (declared.isEmpty() && !undeclared.isEmpty()) {
            throw new IllegalArgumentException("the schema declares none of its facts: " + String.join(", ", undeclared)
                    + "; expected any of " + String.join(", ", schema.facts().keySet()));
        }
        List<String> mismatches = FactRecords.mismatches(schema, declared);
        if (!mismatches.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mismatches));
        }
        var row = new FactRow(
                schema.retrieverId(),
                version(json.path("version"), schema),
                entity(json.path("entity")),
                timestamp(json.path("timestamp"), now),
                null,
                declared);
        return new PushedRow(row, undeclared);
    }

    private static void requireKeys(JsonNode json, String what, Set<String> keys) {
        if (!json.isObject()) {
            throw new IllegalArgumentException(
                    "is " + shown(json) + ", expected " + what + ": an object of " + String.join(", ", keys));
        }
        json.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException("'" + key + "' is not known: " + new KnownNames(keys).hint(key));
            }
        });
    }

    private static String shown(JsonNode json) {
        return json.isMissingNode() ? "missing" : json.toString();
    }

    private static EntityRef entity(JsonNode entity) {
        if (entity.isTextual()) {
            return EntityRef.parseStrict(entity.textValue());
        }
        if (entity.isObject()) {
            requireKeys(entity, "an entity", ENTITY_KEYS);
            EntityRef.requireKind(entity.path("kind").asText());
            String namespace = entity.path("namespace").asText(EntityRef.DEFAULT_NAMESPACE);
            return EntityRef.parseStrict(entity.path("kind").asText() + ":" + namespace + "/"
                    + entity.path("name").asText());
        }
        throw new IllegalArgumentException("'entity' is " + shown(entity)
                + ", expected a reference such as component:default/petstore, or {kind, namespace, name}");
    }

    private static String version(JsonNode version, FactSchema schema) {
        if (version.isMissingNode() || version.isNull()) {
            return schema.version();
        }
        if (!version.isTextual() || !Semver.isValid(version.textValue())) {
            throw new IllegalArgumentException("'version' is " + version + ", expected a semantic version");
        }
        return version.textValue();
    }

    private static Instant timestamp(JsonNode timestamp, Instant now) {
        if (timestamp.isMissingNode() || timestamp.isNull()) {
            return now;
        }
        String text = timestamp.isTextual() ? timestamp.textValue() : "";
        Instant observedAt = parsed(DateTimeFormatter.ISO_DATE_TIME, text)
                .or(() -> parsed(DateTimeFormatter.ISO_DATE, text))
                .orElseThrow(() -> new IllegalArgumentException(
                        "'timestamp' is " + timestamp + ", expected ISO-8601, for example 2026-11-23T00:00:00Z"));
        if (observedAt.isAfter(now.plus(FactRow.HORIZON))) {
            throw new IllegalArgumentException("'timestamp' is " + timestamp + ", expected no more than "
                    + FactRow.HORIZON.toHours() + " hours from now");
        }
        return observedAt;
    }

    private static Optional<Instant> parsed(DateTimeFormatter format, String text) {
        try {
            return Optional.of(
                    instant(format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A time without an offset is UTC. */
    private static Instant instant(TemporalAccessor parsed) {
        if (parsed instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        return parsed instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC)
                : LocalDate.from(parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
