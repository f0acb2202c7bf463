package io.techinsights.retriever.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.api.FactSink;
import io.techinsights.retriever.api.RetrieverContext;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells whether an entity has an owner, and one that is a group: upstream's retriever of the same id. */
public final class EntityOwnershipRetriever implements FactRetriever {
    private static final String OWNER = "hasOwner";
    private static final String GROUP_OWNER = "hasGroupOwner";
    private static final EntityFilter OWNED = EntityFilter.of(
            Json.parse("[{\"kind\":[\"component\",\"domain\",\"system\",\"api\",\"resource\",\"template\"]}]"));

    @Override
    public String id() {
        return "entityOwnershipFactRetriever";
    }

    @Override
    public String version() {
        return "0.0.1";
    }

    @Override
    public String title() {
        return "Entity Ownership";
    }

    @Override
    public String description() {
        return "Generates facts which indicate the quality of data in the spec.owner field";
    }

    @Override
    public Map<String, FactDefinition> schema() {
        Map<String, FactDefinition> schema = new LinkedHashMap<>();
        schema.put(OWNER, FactDefinition.of(FactType.BOOLEAN, "The spec.owner field is set"));
        schema.put(
                GROUP_OWNER, FactDefinition.of(FactType.BOOLEAN, "The spec.owner field is set and refers to a group"));
        return schema;
    }

    @Override
    public Optional<EntityFilter> entityFilter() {
        return Optional.of(OWNED);
    }

    @Override
    public void retrieve(RetrieverContext context, FactSink sink) {
        context.entities().forEach(entity -> {
            JsonNode owner = entity.json().path("spec").path("owner");
            boolean owned = Truth.truthy(owner);
            Map<String, JsonNode> facts = new LinkedHashMap<>();
            facts.put(OWNER, BooleanNode.valueOf(owned));
            facts.put(GROUP_OWNER, BooleanNode.valueOf(owned && !Truth.textStartsWith(owner, "user:")));
            sink.emit(entity.ref(), facts);
        });
    }
}
