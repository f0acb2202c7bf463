package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads a file of JSON, or the first document of one of YAML 1.2. */
final class Documents {
    private static final int MAX_ALIASES = 1_000;

    private Documents() {}

    /**
     * Reads it.
     *
     * @param file its name; one that ends in {@code .json} is JSON
     * @throws ObservationException where it is neither
     */
    static JsonNode read(String file, String text) throws ObservationException {
        try {
            return file.endsWith(".json") ? Json.parse(text) : yaml(text);
        } catch (YamlEngineException | IllegalArgumentException | StackOverflowError e) {
            String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            throw new ObservationException("the file " + file + " is neither JSON nor YAML: " + reason, e);
        }
    }

    private static JsonNode yaml(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(Integer.MAX_VALUE)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .build();
        Iterator<Object> documents = new Load(settings).loadAllFromString(text).iterator();
        return Json.MAPPER.valueToTree(documents.hasNext() ? documents.next() : null);
    }
}
