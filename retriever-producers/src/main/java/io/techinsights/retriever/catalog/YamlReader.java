package io.techinsights.retriever.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.json.Json;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document into JSON as Backstage does: YAML 1.2, a key that stands twice in a map is an error, {@code <<}
 * is a key like any other. Depth, and what aliases expand to, are bounded.
 */
final class YamlReader {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_ALIASED_NODES = 1_000_000;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    private final Iterator<Event> events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int nodes;
    private int aliased;
    private int line = 1;

    private record Anchored(JsonNode value, int nodes) {}

    private YamlReader(Iterator<Event> events) {
        this.events = events;
    }

    /**
     * Reads it.
     *
     * @return JSON null for an empty document
     * @throws YamlSyntaxException where it is not YAML
     */
    static JsonNode read(String document) throws YamlSyntaxException {
        var reader = new YamlReader(new Parse(SETTINGS).parseString(document).iterator());
        try {
            return reader.root();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(reader.line);
            throw new YamlSyntaxException(line, "is not YAML: " + oneLine(e.getContext(), e.getProblem()));
        } catch (YamlEngineException e) {
            throw new YamlSyntaxException(reader.line, "is not YAML: " + oneLine("", e.getMessage()));
        }
    }

    private static String oneLine(@Nullable String context, @Nullable String problem) {
        String text = context == null || context.isEmpty() ? String.valueOf(problem) : context + ", " + problem;
        return text.lines().map(String::strip).collect(Collectors.joining(" "));
    }

    private JsonNode root() throws YamlSyntaxException {
        Event event = next();
        while (!(event instanceof NodeEvent)) {
            if (event.getEventId() == Event.ID.StreamEnd) {
                return NullNode.getInstance();
            }
            event = next();
        }
        JsonNode root = node(event, 0);
        next();
        if (events.hasNext() && next().getEventId() != Event.ID.StreamEnd) {
            throw new YamlSyntaxException(line, "is not YAML: something stands behind the end of the document");
        }
        return root;
    }

    private Event next() {
        Event event = events.next();
        event.getStartMark().ifPresent(mark -> line = mark.getLine() + 1);
        return event;
    }

    private JsonNode node(Event event, int depth) throws YamlSyntaxException {
        if (depth > MAX_DEPTH) {
            throw new YamlSyntaxException(line, "is nested deeper than " + MAX_DEPTH + " levels");
        }
        nodes++;
        if (event instanceof AliasEvent alias) {
            return aliased(alias.getAlias().getValue());
        }
        int before = nodes;
        JsonNode node = unanchored(event, depth);
        ((NodeEvent) event)
                .getAnchor()
                .ifPresent(anchor -> anchors.put(anchor.getValue(), new Anchored(node, nodes - before + 1)));
        return node;
    }

    private JsonNode unanchored(Event event, int depth) throws YamlSyntaxException {
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        if (event instanceof SequenceStartEvent) {
            return list(depth);
        }
        if (event instanceof MappingStartEvent) {
            return map(depth);
        }
        throw new YamlSyntaxException(line, "is not YAML: unexpected " + event.getEventId());
    }

    private JsonNode aliased(String name) throws YamlSyntaxException {
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw new YamlSyntaxException(line, "names the anchor '" + name + "', which is not complete before it");
        }
        aliased += anchored.nodes();
        nodes += anchored.nodes();
        if (aliased > MAX_ALIASED_NODES) {
            throw new YamlSyntaxException(line, "expands to more than " + MAX_ALIASED_NODES + " nodes by aliases");
        }
        return anchored.value();
    }

    private static JsonNode scalar(ScalarEvent scalar) {
        String tag = scalar.getTag().orElse("");
        boolean core = tag.isEmpty() ? scalar.isPlain() : tag.matches("tag:yaml\\.org,2002:(int|float|bool|null)");
        return core ? CoreScalars.resolve(scalar.getValue()) : TextNode.valueOf(scalar.getValue());
    }

    private JsonNode list(int depth) throws YamlSyntaxException {
        ArrayNode list = Json.array();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            list.add(node(event, depth + 1));
        }
        return list;
    }

    private JsonNode map(int depth) throws YamlSyntaxException {
        ObjectNode map = Json.object();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            int keyLine = line;
            String key = key(node(event, depth + 1));
            if (map.has(key)) {
                throw new YamlSyntaxException(keyLine, "is not YAML: the key '" + key + "' stands twice in one map");
            }
            map.set(key, node(next(), depth + 1));
        }
        return map;
    }

    /** JSON, which an entity is, has texts for keys; a map for a key is most often a template that nobody rendered. */
    private String key(JsonNode key) throws YamlSyntaxException {
        if (key.isContainerNode()) {
            throw new YamlSyntaxException(
                    line, "is not YAML that JSON can hold: a key is a text, but here it is " + Json.write(key));
        }
        return key.isNull() ? "" : key.asText();
    }
}
