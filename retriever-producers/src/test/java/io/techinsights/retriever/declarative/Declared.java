package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.Problems;
import io.techinsights.streams.config.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A retriever that a test declares, the entities that it is run over, and what it emitted. */
final class Declared {
    private static final String ID = "declared";

    private final Problems problems = new Problems();
    private final @Nullable FactRetriever retriever;
    private final Map<String, String> emitted = new TreeMap<>();
    private final List<String> traced = new CopyOnWriteArrayList<>();

    private Declared(ObjectNode settings) {
        ObjectNode configuration = Json.object();
        configuration.set(ID, settings);
        Section section = Section.of(configuration, ID, problems);
        this.retriever = DeclaredRetriever.read(ID, section).orElse(null);
        section.done();
    }

    /** Of YAML in which the {@code type} and all else of the retriever stands. */
    static Declared of(String yaml) {
        return of((ObjectNode) yaml(yaml));
    }

    static Declared of(ObjectNode settings) {
        return new Declared(settings);
    }

    static JsonNode yaml(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A component with annotations, {@code key: value} each. */
    static Entity component(String name, String... annotations) {
        ObjectNode entity =
                Json.object().put("apiVersion", "backstage.io/v1alpha1").put("kind", "Component");
        ObjectNode metadata = entity.putObject("metadata").put("name", name);
        Stream.of(annotations)
                .map(each -> each.split(": ", 2))
                .forEach(each -> metadata.withObject("/annotations").put(each[0], each[1]));
        return Entity.of(entity);
    }

    List<String> problems() {
        return problems.all();
    }

    /** Runs it; what it emits is {@link #emitted}. */
    void run(Entity... entities) throws Exception {
        emitted.clear();
        if (retriever == null || !problems.all().isEmpty()) {
            throw new IllegalStateException(problems.all().toString());
        }
        List<DryRun.Row> rows = new ArrayList<>();
        var run = new DryRun(List.of(entities), retriever, Clock.systemUTC(), LoggerFactory.getLogger(ID));
        try {
            run.observe(new Tracing(), rows::add);
        } finally {
            rows.forEach(row -> emitted.put(row.entity().toString(), Json.write(Json.MAPPER.valueToTree(row.facts()))));
        }
    }

    /** The facts by entity, as JSON with apostrophes for quotes. */
    Map<String, String> emitted() {
        Map<String, String> shown = new TreeMap<>(emitted);
        shown.replaceAll((entity, facts) -> facts.replace('"', '\''));
        return shown;
    }

    /** All that the run said of what it asked. */
    List<String> traced() {
        return traced;
    }

    private final class Tracing implements Trace {
        @Override
        public void request(String method, URI uri, Map<String, String> headers, @Nullable String body) {
            traced.add(method + " " + uri + " " + headers + " " + body);
        }

        @Override
        public void skipped(String entity, String reason) {
            traced.add("skipped " + entity + ": " + reason);
        }

        @Override
        public void retry(String reason, Duration pause) {
            traced.add("retry " + reason);
        }
    }
}
