package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.json.Json;
import java.util.Map;

/** {@code type: http-json} with {@code each: false}: one request for all, whose answer lists items that name entities. */
final class HttpJsonListSource implements Source {
    private final RequestTemplate request;
    private final CallSettings settings;
    private final JsonFacts facts;
    private final Template entity;
    private final AnswerReader<EntityItems> answers;

    HttpJsonListSource(RequestTemplate request, CallSettings settings, Pages pages, JsonFacts facts, Template entity) {
        this.request = request;
        this.settings = settings;
        this.facts = facts;
        this.entity = entity;
        this.answers = new AnswerReader<>(pages, false, new EtagMemory<>());
    }

    @Override
    public Map<String, FactDefinition> schema() {
        return Fact.schema(facts.facts());
    }

    @Override
    public void observe(Run run) throws Exception {
        HttpCalls calls = HttpCalls.of(settings, run);
        answers.read(request.render(Json.object()), calls, this::items).emit(run);
    }

    private EntityItems items(JsonNode document) throws ObservationException {
        if (!document.isArray()) {
            throw new ObservationException("the answer is no list; expected one, or 'items' that finds one in it");
        }
        var items = new EntityItems(entity);
        int number = 0;
        for (JsonNode item : document) {
            items.add(number++, item, facts::in);
        }
        return items;
    }
}
