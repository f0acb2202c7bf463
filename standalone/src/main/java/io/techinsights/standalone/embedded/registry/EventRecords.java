package io.techinsights.standalone.embedded.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.CompatibilityLevel;
import io.techinsights.standalone.embedded.registry.RegistryEvent.IdsGiven;
import io.techinsights.standalone.embedded.registry.RegistryEvent.Kept;
import io.techinsights.standalone.embedded.registry.RegistryEvent.LevelChosen;
import io.techinsights.standalone.embedded.registry.RegistryEvent.ModeChosen;
import io.techinsights.standalone.embedded.registry.RegistryEvent.Removed;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events as records of a compacted topic: JSON, of the form that Confluent's registry gives its own. A later event with
 * the same key makes the earlier one needless.
 */
final class EventRecords {
    private static final String SCHEMA = "SCHEMA";
    private static final String CONFIG = "CONFIG";
    private static final String MODE = "MODE";
    private static final String IDS = "IDS";

    private EventRecords() {}

    static ProducerRecord<byte[], byte[]> write(String topic, RegistryEvent event) {
        JsonNode value = value(event);
        return new ProducerRecord<>(topic, 0, bytes(key(event)), value == null ? null : bytes(value));
    }

    private static ObjectNode key(RegistryEvent event) {
        if (event instanceof Kept kept) {
            return schemaKey(kept.version().subject(), kept.version().version());
        } else if (event instanceof Removed removed) {
            return schemaKey(removed.subject(), removed.version());
        } else if (event instanceof LevelChosen chosen) {
            return key(CONFIG).put("subject", chosen.subject()).put("magic", 0);
        } else if (event instanceof ModeChosen) {
            return key(MODE).putNull("subject").put("magic", 0);
        }
        return key(IDS).put("magic", 0);
    }

    private static ObjectNode schemaKey(String subject, int version) {
        return key(SCHEMA).put("subject", subject).put("version", version).put("magic", 1);
    }

    private static ObjectNode key(String type) {
        return Json.object().put("keytype", type);
    }

    private static @Nullable JsonNode value(RegistryEvent event) {
        if (event instanceof Kept kept) {
            SchemaVersion version = kept.version();
            return Json.object()
                    .put("subject", version.subject())
                    .put("version", version.version())
                    .put("id", version.id())
                    .put("schema", version.schema())
                    .put("deleted", version.deleted());
        } else if (event instanceof LevelChosen chosen && chosen.level() != null) {
            return Json.object().put("compatibilityLevel", chosen.level().name());
        } else if (event instanceof ModeChosen chosen) {
            return Json.object().put("mode", chosen.mode().name());
        } else if (event instanceof IdsGiven given) {
            return Json.object().put("upTo", given.upTo());
        }
        return null;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException where the record is nothing of this registry's
     */
    static RegistryEvent read(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode key = parse(record.key());
            JsonNode value = record.value() == null ? null : parse(record.value());
            return read(key, value);
        } catch (IllegalArgumentException | RegistryProblem e) {
            throw new IllegalArgumentException(
                    "Topic " + record.topic() + " holds at offset " + record.offset()
                            + " what this registry did not write: " + e.getMessage(),
                    e);
        }
    }

    private static RegistryEvent read(JsonNode key, @Nullable JsonNode value) {
        String subject = key.path("subject").textValue();
        return switch (key.path("keytype").asText()) {
            case SCHEMA -> version(text(key, "subject"), number(key, "version"), value);
            case CONFIG -> new LevelChosen(subject, value == null ? null : level(text(value, "compatibilityLevel")));
            case MODE -> new ModeChosen(value == null ? Mode.READWRITE : Mode.of(text(value, "mode")));
            case IDS -> new IdsGiven(value == null ? 0 : number(value, "upTo"));
            default -> throw new IllegalArgumentException("key " + Json.write(key));
        };
    }

    private static CompatibilityLevel level(String name) {
        return CompatibilityLevel.of(name)
                .orElseThrow(() -> new IllegalArgumentException("compatibility level " + name));
    }

    private static RegistryEvent version(String subject, int version, @Nullable JsonNode value) {
        return value == null
                ? new Removed(subject, version)
                : new Kept(new SchemaVersion(
                        subject,
                        version,
                        number(value, "id"),
                        text(value, "schema"),
                        value.path("deleted").asBoolean()));
    }

    private static String text(JsonNode json, String key) {
        if (!json.path(key).isTextual()) {
            throw new IllegalArgumentException("no string '" + key + "' in " + Json.write(json));
        }
        return json.path(key).textValue();
    }

    private static int number(JsonNode json, String key) {
        if (!json.path(key).isInt()) {
            throw new IllegalArgumentException("no number '" + key + "' in " + Json.write(json));
        }
        return json.path(key).intValue();
    }

    private static byte[] bytes(JsonNode json) {
        return Json.write(json).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode parse(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new IllegalArgumentException("a record without a key");
        }
        return Json.parse(new String(bytes, StandardCharsets.UTF_8));
    }
}
