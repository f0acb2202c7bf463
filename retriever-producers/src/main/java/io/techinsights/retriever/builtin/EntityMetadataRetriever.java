package io.techinsights.retriever.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.api.FactSink;
import io.techinsights.retriever.api.RetrieverContext;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells whether an entity has a title, a description and tags: upstream's retriever of the same id. */
public final class EntityMetadataRetriever implements FactRetriever {
    private static final String TITLE = "hasTitle";
    private static final String DESCRIPTION = "hasDescription";
    private static final String TAGS = "hasTags";

    @Override
    public String id() {
        return "entityMetadataFactRetriever";
    }

    @Override
    public String version() {
        return "0.0.1";
    }

    @Override
    public String title() {
        return "Entity Metadata";
    }

    @Override
    public String description() {
        return "Generates facts which indicate the completeness of entity metadata";
    }

    @Override
    public Map<String, FactDefinition> schema() {
        Map<String, FactDefinition> schema = new LinkedHashMap<>();
        schema.put(TITLE, FactDefinition.of(FactType.BOOLEAN, "The entity has a title in metadata"));
        schema.put(DESCRIPTION, FactDefinition.of(FactType.BOOLEAN, "The entity has a description in metadata"));
        schema.put(TAGS, FactDefinition.of(FactType.BOOLEAN, "The entity has tags in metadata"));
        return schema;
    }

    @Override
    public void retrieve(RetrieverContext context, FactSink sink) {
        context.entities().forEach(entity -> {
            JsonNode metadata = entity.json().path("metadata");
            Map<String, JsonNode> facts = new LinkedHashMap<>();
            facts.put(TITLE, BooleanNode.valueOf(Truth.truthy(metadata.path("title"))));
            facts.put(DESCRIPTION, BooleanNode.valueOf(Truth.truthy(metadata.path("description"))));
            facts.put(TAGS, BooleanNode.valueOf(!Truth.isEmpty(metadata.path("tags"))));
            sink.emit(entity.ref(), facts);
        });
    }
}
