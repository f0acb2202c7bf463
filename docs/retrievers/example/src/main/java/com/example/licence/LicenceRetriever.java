package com.example.licence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.api.FactSink;
import io.techinsights.retriever.api.RetrieverContext;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells which licence a component declares in its annotation {@code example.com/licence}, and whether that is one of ours. */
public final class LicenceRetriever implements FactRetriever {
    private static final String ANNOTATION = "example.com/licence";

    @Override
    public String id() {
        return "licence";
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public String title() {
        return "Licence";
    }

    @Override
    public String description() {
        return "The licence that a component declares";
    }

    @Override
    public Map<String, FactDefinition> schema() {
        Map<String, FactDefinition> schema = new LinkedHashMap<>();
        schema.put("declared", FactDefinition.of(FactType.BOOLEAN, "A licence is declared"));
        schema.put("spdx", FactDefinition.of(FactType.STRING, "SPDX id of the licence"));
        schema.put("allowed", FactDefinition.of(FactType.BOOLEAN, "The licence is one that we allow"));
        return schema;
    }

    @Override
    public Optional<EntityFilter> entityFilter() {
        return Optional.of(EntityFilter.of(Json.parse("{\"kind\":\"component\"}")));
    }

    @Override
    public void retrieve(RetrieverContext context, FactSink sink) {
        Set<String> allowed = new HashSet<>();
        context.config().path("allowed").forEach(id -> allowed.add(id.asText()));
        context.entities().forEach(entity -> sink.emit(entity.ref(), facts(entity, allowed)));
    }

    /** What was not observed is left out, so that checks say that it was not reported. */
    private static Map<String, JsonNode> facts(Entity entity, Set<String> allowed) {
        JsonNode licence = entity.json().path("metadata").path("annotations").path(ANNOTATION);
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        facts.put("declared", BooleanNode.valueOf(licence.isTextual()));
        if (licence.isTextual()) {
            facts.put("spdx", TextNode.valueOf(licence.textValue()));
            facts.put("allowed", BooleanNode.valueOf(allowed.contains(licence.textValue())));
        }
        return facts;
    }
}
