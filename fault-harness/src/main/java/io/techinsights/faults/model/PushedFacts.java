package io.techinsights.faults.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.fact.HistoryMode;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.Topics;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The retrievers whose facts are pushed: one of each kind of history that a fact store keeps. Each has a level and a flag. */
public enum PushedFacts {
    /** Every row is kept. */
    KEPT("kept"),
    /** The newest rows are kept. */
    RECENT("recent"),
    /** What changed is kept. */
    CHANGED("changed");

    /** How many rows of {@link #RECENT} are kept. */
    public static final int MAX_ITEMS = 3;

    private final String id;

    PushedFacts(String id) {
        this.id = id;
    }

    /** The id of the retriever. */
    public String id() {
        return id;
    }

    /** The fact that holds a whole number. */
    public String level() {
        return id + "Level";
    }

    /** The fact that holds true or false. */
    public String flag() {
        return id + "Flag";
    }

    /** Whether rows may come that are older than the newest. */
    public boolean takesLateRows() {
        return this != CHANGED;
    }

    /** The retriever of this id. */
    public static PushedFacts of(String id) {
        return Arrays.stream(values())
                .filter(retriever -> retriever.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody pushes facts of '" + id + "'"));
    }

    /** The ids of all, for a question about them. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(PushedFacts::id).toList();
    }

    private Map<String, FactDefinition> facts() {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        facts.put(level(), FactDefinition.of(FactType.INTEGER, "A level from 0 to 9"));
        facts.put(flag(), FactDefinition.of(FactType.BOOLEAN, "A flag"));
        return facts;
    }

    private FactLifecycle lifecycle() {
        return this == RECENT ? new FactLifecycle.MaxItems(MAX_ITEMS) : new FactLifecycle.Keep();
    }

    /** What a producer writes by. */
    public FactSchema schema() {
        return new FactSchema(
                        id,
                        "1.0.0",
                        null,
                        null,
                        null,
                        lifecycle(),
                        null,
                        Topics.DEFAULT_FACT_TOPIC,
                        FactSchema.ORIGIN_PUSH,
                        facts())
                .with(this == CHANGED ? HistoryMode.CHANGES : HistoryMode.ALL);
    }

    /** The same, as it is announced over HTTP. */
    public ObjectNode announcement() {
        ObjectNode body = Json.object().put("version", "1.0.0");
        if (this == RECENT) {
            body.putObject("lifecycle").put("maxItems", MAX_ITEMS);
        }
        if (this == CHANGED) {
            body.put("history", "changes");
        }
        ObjectNode schema = body.putObject("schema");
        facts().forEach((name, definition) -> schema.set(name, definition.toJson()));
        return body;
    }
}
