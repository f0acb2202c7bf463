package io.techinsights.standalone.embedded.registry;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.avro.Schema;

/** Schemas as clients send them. */
final class SchemaText {
    private static final int SHOWN = 200;

    private SchemaText() {}

    /**
     * The schema of a request's body: {@code {"schema": "…", "schemaType": "AVRO"}}.
     *
     * @throws RegistryProblem 42201 where it is no Avro schema, or wants what this registry does not have
     */
    static Schema of(JsonNode body) {
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") && !body.path("schemaType").isNull()) {
            throw RegistryProblem.invalidSchema("Invalid schema type '" + type + "': this registry keeps AVRO only");
        }
        if (!body.path("references").isEmpty()) {
            throw RegistryProblem.invalidSchema("Schema references are not supported: put the schemas that are"
                    + " referred to into the schema itself");
        }
        if (body.path("id").asInt(-1) >= 0 || body.path("version").asInt(-1) >= 0) {
            throw RegistryProblem.notPermitted(
                    "An id or a version cannot be asked for: this registry counts both itself (it has no import mode)");
        }
        JsonNode schema = body.path("schema");
        if (!schema.isTextual()) {
            throw RegistryProblem.invalidSchema("Invalid schema: expected a string under 'schema' that holds an Avro"
                    + " schema as JSON text, got " + shown(schema.toString()));
        }
        return parse(schema.textValue());
    }

    /**
     * Reads a schema. What Avro's parser throws is not told by it, so all of it counts as an invalid schema.
     *
     * @throws RegistryProblem 42201 where it is none
     */
    static Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (RuntimeException e) {
            throw new RegistryProblem(
                    42201, "Invalid schema " + shown(text) + " of type AVRO, details: " + e.getMessage(), e);
        }
    }

    private static String shown(String text) {
        if (text.isEmpty()) {
            return "(nothing)";
        }
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
