package io.techinsights.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks the Confluent Schema Registry REST protocol, which Confluent, Apicurio ({@code /apis/ccompat/v7}), Karapace and
 * Redpanda serve. What it learns it keeps. Safe for use by many threads.
 */
public final class SchemaRegistryClient implements SchemaRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistryClient.class);
    private static final int INCOMPATIBLE = 409;
    private static final Set<Integer> NO_SUCH_SUBJECT_OR_SCHEMA = Set.of(404, 40401, 40402, 40403);

    private final RegistryRest rest;
    private final RegistrationRules rules;
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Set<String> levelled = ConcurrentHashMap.newKeySet();

    private record Registration(String subject, Schema schema) {}

    /**
     * By the {@linkplain RegistrationRules#DEFAULT default rules}.
     *
     * @param base the registry's address, for example {@code http://localhost:8081}
     */
    public SchemaRegistryClient(URI base) {
        this(base, RegistrationRules.DEFAULT);
    }

    /**
     * @param base the registry's address, for example {@code http://localhost:8081}
     */
    public SchemaRegistryClient(URI base, RegistrationRules rules) {
        this.rest = new RegistryRest(base);
        this.rules = rules;
    }

    /** {@inheritDoc} A schema that is there already is asked for only, which needs no right to write. */
    @Override
    public int register(String subject, Schema schema) {
        var registration = new Registration(subject, schema);
        Integer known = ids.get(registration);
        if (known != null) {
            return known;
        }
        int id = find(subject, schema).orElseGet(() -> write(subject, schema));
        ids.put(registration, id);
        schemas.putIfAbsent(id, schema);
        return id;
    }

    private Optional<Integer> find(String subject, Schema schema) {
        String path = "subjects/" + RegistryRest.encode(subject);
        return unlessMissing(() -> id(path, rest.post(path, body(schema))));
    }

    /** Of several who bring the same schema at once, some registries refuse all but one. */
    private int write(String subject, Schema schema) {
        if (!rules.autoRegister()) {
            throw new RegistryException.Refused(
                    40403,
                    "Schema " + schema.getFullName() + " is not registered under subject '" + subject + "' of "
                            + rest.base() + ", and auto-registration is off: register it, or switch it on");
        }
        String path = "subjects/" + RegistryRest.encode(subject) + "/versions";
        try {
            int id = id(path, rest.post(path, body(schema)));
            rules.level().ifPresent(level -> giveLevel(subject, level));
            return id;
        } catch (RegistryException.Refused e) {
            return find(subject, schema).orElseThrow(() -> refusal(subject, schema, e));
        }
    }

    private RegistryException.Refused refusal(String subject, Schema schema, RegistryException.Refused refused) {
        return refused.errorCode() == INCOMPATIBLE
                ? explained(subject, schema, String.valueOf(refused.getMessage()))
                : refused;
    }

    /** Registries tell an unset level in two ways: as one that is not found, and as none. */
    private void giveLevel(String subject, CompatibilityLevel level) {
        if (!levelled.add(subject)) {
            return;
        }
        try {
            if (level(subject).orElse(CompatibilityLevel.NONE) == CompatibilityLevel.NONE) {
                setCompatibility(subject, level);
            }
        } catch (RegistryException e) {
            LOG.warn("Subject '{}' could not be given the compatibility level {}: {}", subject, level, e.getMessage());
        }
    }

    private Optional<CompatibilityLevel> level(String subject) {
        try {
            String name = rest.get("config/" + RegistryRest.encode(subject))
                    .path("compatibilityLevel")
                    .asText();
            return CompatibilityLevel.of(name);
        } catch (RegistryException.Refused e) {
            return Optional.empty();
        }
    }

    @Override
    public void requireCompatible(String subject, Schema schema) {
        if (ids.containsKey(new Registration(subject, schema))) {
            return;
        }
        String path = "compatibility/subjects/" + RegistryRest.encode(subject) + "/versions?verbose=true";
        unlessMissing(() -> rest.post(path, body(schema)))
                .filter(verdict -> !verdict.path("is_compatible").asBoolean(true))
                .ifPresent(verdict -> {
                    JsonNode reason = verdict.has("messages") ? verdict.path("messages") : verdict.path("reason");
                    throw explained(subject, schema, reason.isTextual() ? reason.asText() : Json.write(reason));
                });
    }

    /** Not every registry names the field and the rule; what Avro says of the versions that are there does. */
    private RegistryException.Refused explained(String subject, Schema schema, String reason) {
        String problems;
        try {
            problems = Compatibility.problems(
                            level(subject).or(rules::level).orElse(CompatibilityLevel.FULL_TRANSITIVE),
                            schema,
                            versions(subject))
                    .stream()
                    .filter(problem -> !reason.contains(problem))
                    .map(problem -> problem + "; ")
                    .collect(Collectors.joining());
        } catch (RegistryException e) {
            problems = "";
        }
        return new RegistryException.Refused(
                INCOMPATIBLE,
                "Schema " + schema.getFullName() + " is not compatible with subject '" + subject + "': " + problems
                        + "the registry's reason: " + reason);
    }

    private SortedMap<Integer, Schema> versions(String subject) {
        String path = "subjects/" + RegistryRest.encode(subject) + "/versions";
        SortedMap<Integer, Schema> versions = new TreeMap<>();
        for (JsonNode version : rest.get(path)) {
            versions.put(version.asInt(), parse(path, rest.get(path + "/" + version.asInt())));
        }
        return versions;
    }

    @Override
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Schema schema = parse("Schema " + id, rest.get("schemas/ids/" + id));
        schemas.put(id, schema);
        return schema;
    }

    /**
     * Sets the compatibility level of a subject.
     *
     * @throws RegistryException as the interface's methods do
     */
    public void setCompatibility(String subject, CompatibilityLevel level) {
        rest.put("config/" + RegistryRest.encode(subject), Json.object().put("compatibility", level.name()));
    }

    private static ObjectNode body(Schema schema) {
        return Json.object().put("schema", schema.toString()).put("schemaType", "AVRO");
    }

    private int id(String path, JsonNode answer) {
        if (!answer.path("id").isInt()) {
            throw new RegistryException.Unavailable("POST " + rest.base() + path + " answered no schema id", null);
        }
        return answer.path("id").intValue();
    }

    private static Schema parse(String what, JsonNode answer) {
        try {
            return new Schema.Parser().parse(answer.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw new RegistryException.Refused(42201, what + " is not Avro: " + e.getMessage());
        }
    }

    private static <T> Optional<T> unlessMissing(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (RegistryException.Refused e) {
            if (NO_SUCH_SUBJECT_OR_SCHEMA.contains(e.errorCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
