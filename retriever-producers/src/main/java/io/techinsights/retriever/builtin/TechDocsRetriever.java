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

/** Tells whether an entity is annotated with where its docs are: upstream's retriever of the same id. */
public final class TechDocsRetriever implements FactRetriever {
    private static final String REF = "hasAnnotationBackstageIoTechdocsRef";
    private static final String ENTITY = "hasAnnotationBackstageIoTechdocsEntity";

    @Override
    public String id() {
        return "techdocsFactRetriever";
    }

    @Override
    public String version() {
        return "0.1.0";
    }

    @Override
    public String title() {
        return "Tech Docs";
    }

    @Override
    public String description() {
        return "Generates facts related to the completeness of techdocs configuration for entities";
    }

    @Override
    public Map<String, FactDefinition> schema() {
        Map<String, FactDefinition> schema = new LinkedHashMap<>();
        schema.put(REF, FactDefinition.of(FactType.BOOLEAN, "The entity has a TechDocs reference annotation"));
        schema.put(ENTITY, FactDefinition.of(FactType.BOOLEAN, "The entity has a TechDocs entity annotation"));
        return schema;
    }

    @Override
    public void retrieve(RetrieverContext context, FactSink sink) {
        context.entities().forEach(entity -> {
            JsonNode annotations = entity.json().path("metadata").path("annotations");
            Map<String, JsonNode> facts = new LinkedHashMap<>();
            facts.put(REF, BooleanNode.valueOf(Truth.truthy(annotations.path("backstage.io/techdocs-ref"))));
            facts.put(ENTITY, BooleanNode.valueOf(Truth.truthy(annotations.path("backstage.io/techdocs-entity"))));
            sink.emit(entity.ref(), facts);
        });
    }
}
