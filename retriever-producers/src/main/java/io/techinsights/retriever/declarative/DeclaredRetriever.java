package io.techinsights.retriever.declarative;

import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.api.FactSink;
import io.techinsights.retriever.api.RetrieverContext;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.RetrieverIds;
import io.techinsights.streams.config.KnownNames;
import io.techinsights.streams.config.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** A retriever that the configuration declares: what it is called there, and where its facts come from. */
public final class DeclaredRetriever implements FactRetriever {
    private static final Map<String, Function<Section, Source>> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("http-json", HttpJsonSource::read);
        TYPES.put("file", FileSource::read);
        TYPES.put("prometheus", PrometheusSource::read);
    }

    private final String id;
    private final String version;
    private final String title;
    private final String description;
    private final @Nullable EntityFilter entityFilter;
    private final Source source;

    private DeclaredRetriever(String id, Section section, Source source) {
        this.id = id;
        this.version = section.parse("version", json -> version(json.asText())).orElse("1.0.0");
        this.title = section.text("title", id);
        this.description = section.text("description", "");
        this.entityFilter = section.parse("entityFilter", EntityFilter::of).orElse(null);
        this.source = source;
    }

    /** Whether {@code factRetrievers.<id>} declares a retriever, and does not only switch on one that is installed. */
    public static boolean isDeclared(Section section) {
        return section.has("type");
    }

    /**
     * Reads what is declared; what is wrong becomes a problem. The other keys of the section, and its end, are the
     * caller's.
     *
     * @return nothing where it is of no known type
     */
    public static Optional<FactRetriever> read(String id, Section section) {
        try {
            RetrieverIds.require(id);
        } catch (IllegalArgumentException e) {
            section.problems().add(section.path() + ": " + e.getMessage());
        }
        String type = section.text("type", "");
        Function<Section, Source> reader = TYPES.get(type);
        if (reader == null) {
            section.problem("type", "is '" + type + "': " + new KnownNames(TYPES.keySet()).hint(type));
            return Optional.empty();
        }
        return Optional.of(new DeclaredRetriever(id, section, reader.apply(section)));
    }

    private static String version(String version) {
        if (!Semver.isValid(version)) {
            throw new IllegalArgumentException("is '" + version + "', expected a semantic version such as 1.0.0");
        }
        return version;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Map<String, FactDefinition> schema() {
        return source.schema();
    }

    @Override
    public Optional<EntityFilter> entityFilter() {
        return Optional.ofNullable(entityFilter);
    }

    @Override
    public void retrieve(RetrieverContext context, FactSink sink) throws Exception {
        retrieve(context, sink, Trace.NONE);
    }

    /** Observes as a run does, and tells what it asks. */
    public void retrieve(RetrieverContext context, FactSink sink, Trace trace) throws Exception {
        source.observe(new Run(context, sink, trace));
    }
}
