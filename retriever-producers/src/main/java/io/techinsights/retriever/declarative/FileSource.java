package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.streams.config.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code type: file}: facts of the files that are checked out for each entity. */
record FileSource(FileRoot root, List<Fact<FileFinding>> facts, int maxFile, int concurrency) implements Source {
    private static final int MAX_FILE = 10 * 1024 * 1024;

    /** Reads the settings of the type. */
    static Source read(Section section) {
        return new FileSource(
                FileRoot.read(section),
                Fact.read(section, FileFinding::read),
                section.integer("maxFile", MAX_FILE, 1, Integer.MAX_VALUE - 1),
                section.integer("concurrency", 1, 1, 64));
    }

    @Override
    public Map<String, FactDefinition> schema() {
        return Fact.schema(facts);
    }

    @Override
    public void observe(Run run) throws Exception {
        new EachEntity(run, concurrency, entity -> observe(run, entity)).observe();
    }

    private Map<String, JsonNode> observe(Run run, Entity entity) throws SkippedException, ObservationException {
        var tree = new FileTree(root.of(EntityScope.of(entity)), maxFile);
        run.trace().root(tree.root().toString());
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (Fact<FileFinding> fact : facts) {
            Optional<JsonNode> value = fact.how().find(tree);
            fact.value(value, fact.how().source()).ifPresent(known -> found.put(fact.name(), known));
        }
        return found;
    }
}
