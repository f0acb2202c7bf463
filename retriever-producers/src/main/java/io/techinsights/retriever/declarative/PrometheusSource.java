package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.Section;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code type: prometheus}: each fact is the value of an instant query, asked for each entity or for all at once. */
final class PrometheusSource implements Source {
    private static final Set<FactType> TYPES = Set.of(FactType.INTEGER, FactType.FLOAT, FactType.BOOLEAN);

    private final RequestTemplate request;
    private final CallSettings settings;
    private final List<Fact<Template>> facts;
    private final Optional<Template> entity;

    private PrometheusSource(
            RequestTemplate request, CallSettings settings, List<Fact<Template>> facts, Optional<Template> entity) {
        this.request = request;
        this.settings = settings;
        this.facts = List.copyOf(facts);
        this.entity = entity;
    }

    /** Reads the settings of the type. */
    static Source read(Section section) {
        Section request = section.section("request");
        RequestTemplate template = RequestTemplate.read(request);
        CallSettings settings = CallSettings.read(section, request);
        request.done();
        if (template.body() != null) {
            request.problem("body", "is set, expected none: a query is asked by GET");
        }
        if (!template.url().query().text().isEmpty()) {
            request.problem("url", "has a query, expected the URL that /api/v1/query is below");
        }
        boolean each = section.flag("each", true);
        Optional<Template> entity = each ? Optional.empty() : Optional.of(EntityItems.entity(section));
        return new PrometheusSource(template, settings, Fact.read(section, PrometheusSource::query), entity);
    }

    private static Optional<Template> query(Section fact, FactType type) {
        if (!fact.has("query")) {
            fact.problem("query", "is missing, expected a PromQL query");
        }
        if (fact.has("type") && !TYPES.contains(type)) {
            fact.problem("type", "is " + type.id() + ", expected integer, float or boolean: what a sample can be");
        }
        return Sections.template(fact, "query");
    }

    @Override
    public Map<String, FactDefinition> schema() {
        return Fact.schema(facts);
    }

    @Override
    public void observe(Run run) throws Exception {
        HttpCalls calls = HttpCalls.of(settings, run);
        if (entity.isPresent()) {
            all(calls, entity.get()).emit(run);
        } else {
            new EachEntity(run, settings.concurrency(), one -> one(calls, one)).observe();
        }
    }

    private Map<String, JsonNode> one(HttpCalls calls, Entity of) throws Exception {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (Fact<Template> fact : facts) {
            Samples samples = ask(calls, fact, EntityScope.of(of));
            samples.value(fact).ifPresent(value -> found.put(fact.name(), value));
        }
        return found;
    }

    private EntityItems all(HttpCalls calls, Template name) throws Exception {
        var items = new EntityItems(name);
        for (Fact<Template> fact : facts) {
            ask(calls, fact, Json.object()).addTo(items, fact);
        }
        return items;
    }

    private Samples ask(HttpCalls calls, Fact<Template> fact, JsonNode scope) throws Exception {
        String query = fact.how().render(scope, (value, place) -> withinQuotes(value));
        HttpCall base = request.render(scope);
        URI uri = URI.create(base.uri().toString().replaceAll("/+$", "") + "/api/v1/query");
        Answer answer = calls.send(base.at(Urls.with(uri, "query", query)));
        if (!answer.isSuccess()) {
            throw new ObservationException(answer.call() + " was answered " + answer.status());
        }
        return Samples.of(query, answer.json());
    }

    /** A value stands in a label matcher's text, and cannot leave it, whichever quotes are around it. */
    private static String withinQuotes(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\x22")
                .replace("'", "\\x27")
                .replace("`", "\\x60")
                .replace("\n", "\\n");
    }
}
