package io.techinsights.streams.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of the configuration, read key by key. A wrong value becomes a {@link Problems problem} that names its key, and
 * its default is used, so that reading goes on to the next. When all keys were asked for, {@link #done} reports those
 * that nobody knows.
 */
public final class Section {
    private final String path;
    private final ObjectNode values;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    private Section(String path, ObjectNode values, Problems problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    /** The section of this name at the top of a configuration; empty where there is none. */
    public static Section of(ObjectNode configuration, String name, Problems problems) {
        return child(name, configuration.get(name), problems);
    }

    private static Section child(String path, @Nullable JsonNode value, Problems problems) {
        if (value == null || value.isNull()) {
            return new Section(path, JsonNodeFactory.instance.objectNode(), problems);
        }
        if (!value.isObject()) {
            problems.add(path + " is " + value + ", expected a map");
            return new Section(path, JsonNodeFactory.instance.objectNode(), problems);
        }
        return new Section(path, (ObjectNode) value, problems);
    }

    /** Where this section is, dotted. */
    public String path() {
        return path;
    }

    /** Whether the key has a value. */
    public boolean has(String key) {
        known.add(key);
        return values.hasNonNull(key);
    }

    /** Reports a problem with the value of a key. */
    public void problem(String key, String what) {
        problems.add(path + "." + key + " " + what);
    }

    /** Where problems go. */
    public Problems problems() {
        return problems;
    }

    /** The value as it stands. */
    public Optional<JsonNode> json(String key) {
        return has(key) ? Optional.of(values.get(key)) : Optional.empty();
    }

    /** A text; numbers and booleans count as their text. */
    public Optional<String> text(String key) {
        return read(key, JsonNode::isValueNode, "a text", JsonNode::asText);
    }

    /** A text, or this where there is none. */
    public String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    /** A whole number within bounds, both inclusive. */
    public int integer(String key, int otherwise, int min, int max) {
        return read(
                        key,
                        value ->
                                value.asText().matches("-?\\d{1,10}") && value.asLong() >= min && value.asLong() <= max,
                        "a whole number from " + min + " to " + max,
                        JsonNode::asInt)
                .orElse(otherwise);
    }

    /** True or false. */
    public boolean flag(String key, boolean otherwise) {
        return read(
                        key,
                        value -> value.isBoolean() || value.asText().matches("true|false"),
                        "true or false",
                        value -> value.asText().equals("true"))
                .orElse(otherwise);
    }

    /** A duration in any of the forms of {@link Durations}. */
    public Optional<Duration> duration(String key) {
        return parse(key, Durations::of);
    }

    /** A list of texts; one text is a list of one. */
    public List<String> texts(String key) {
        return json(key).map(value -> texts(key, value)).orElse(List.of());
    }

    private List<String> texts(String key, JsonNode value) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value.isArray() ? value : List.of(value)) {
            if (element.isValueNode()) {
                texts.add(element.asText());
            } else {
                problem(key, "holds " + element + ", expected a list of texts");
            }
        }
        return texts;
    }

    /**
     * A value that a function makes of the JSON.
     *
     * @param parser throws {@link IllegalArgumentException} whose message goes on after the key's name
     */
    public <T> Optional<T> parse(String key, Function<JsonNode, T> parser) {
        return json(key).flatMap(value -> {
            try {
                return Optional.of(parser.apply(value));
            } catch (IllegalArgumentException e) {
                problem(key, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    private <T> Optional<T> read(String key, Predicate<JsonNode> valid, String expected, Function<JsonNode, T> reader) {
        return parse(key, value -> {
            if (!valid.test(value)) {
                throw new IllegalArgumentException("is " + value + ", expected " + expected);
            }
            return reader.apply(value);
        });
    }

    /** The section under a key; empty where there is none. */
    public Section section(String key) {
        known.add(key);
        return child(path + "." + key, values.get(key), problems);
    }

    /** The sections under a key, by the names that the configuration gives them, in its order. */
    public Map<String, Section> sections(String key) {
        Section parent = section(key);
        Map<String, Section> children = new LinkedHashMap<>();
        parent.values
                .properties()
                .forEach(child -> children.put(
                        child.getKey(), child(parent.path + "." + child.getKey(), child.getValue(), problems)));
        return children;
    }

    /** Texts by the names that the configuration gives them, nested maps with dots. */
    public Map<String, String> properties(String key) {
        Map<String, String> properties = new LinkedHashMap<>();
        flatten("", section(key).values, properties);
        return properties;
    }

    private static void flatten(String prefix, ObjectNode values, Map<String, String> into) {
        values.properties().forEach(entry -> {
            String name = prefix + entry.getKey();
            if (entry.getValue() instanceof ObjectNode nested) {
                flatten(name + ".", nested, into);
            } else {
                into.put(name, entry.getValue().asText());
            }
        });
    }

    /** Says that every key was asked for by now: any other is a problem, with the nearest known one named. */
    public void done() {
        values.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.add(path + "." + key + " is not known here: " + new KnownNames(known).hint(key));
            }
        });
    }
}
