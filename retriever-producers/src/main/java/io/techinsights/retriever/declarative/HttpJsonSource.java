package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.streams.config.Section;
import java.util.Map;
import java.util.Optional;

/** {@code type: http-json}, one request for each entity: facts of the answer. */
final class HttpJsonSource implements Source {
    private final RequestTemplate request;
    private final CallSettings settings;
    private final JsonFacts facts;
    private final AnswerReader<Map<String, JsonNode>> answers;

    private HttpJsonSource(
            RequestTemplate request, CallSettings settings, Pages pages, boolean skipMissing, JsonFacts facts) {
        this.request = request;
        this.settings = settings;
        this.facts = facts;
        this.answers = new AnswerReader<>(pages, skipMissing, new EtagMemory<>());
    }

    /** Reads the settings of the type, with one request for each entity or one for all. */
    static Source read(Section section) {
        Section request = section.section("request");
        RequestTemplate template = RequestTemplate.read(request);
        CallSettings settings = CallSettings.read(section, request);
        request.done();
        Optional<Expression> items = section.parse("items", Expression::of);
        var pages = new Pages(Pagination.read(section), items, settings.maxAnswer());
        JsonFacts facts = JsonFacts.read(section);
        if (section.flag("each", true)) {
            boolean skipMissing =
                    Sections.oneOf(section, "notFound", "skip", "fail").equals("skip");
            return new HttpJsonSource(template, settings, pages, skipMissing, facts);
        }
        Template entity = EntityItems.entity(section);
        return new HttpJsonListSource(template, settings, pages, facts, entity);
    }

    @Override
    public Map<String, FactDefinition> schema() {
        return Fact.schema(facts.facts());
    }

    @Override
    public void observe(Run run) throws Exception {
        HttpCalls calls = HttpCalls.of(settings, run);
        new EachEntity(run, settings.concurrency(), entity -> {
                    HttpCall call = request.render(EntityScope.of(entity));
                    return answers.read(call, calls, facts::in);
                })
                .observe();
    }
}
