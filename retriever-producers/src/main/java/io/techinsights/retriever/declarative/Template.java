package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with {@code ${path}} for values of an entity, or of an item of an answer. {@code ${path|segment}} is a value
 * that is to stay within one segment of a URL's path.
 */
record Template(String text, List<Part> parts) {
    private static final String SEGMENT = "|segment";

    /** A piece of a template. */
    sealed interface Part {
        /** Text that stands for itself. */
        record Literal(String text) implements Part {}

        /** The place of a value. */
        record Value(EntityPath path, boolean segment) implements Part {}
    }

    /** Makes a value fit for the text around it. */
    @FunctionalInterface
    interface Escape {
        /** The value as it is. */
        Escape NONE = (value, place) -> value;

        /**
         * Escapes it.
         *
         * @throws ObservationException where it cannot stand there
         */
        String apply(String value, Part.Value place) throws ObservationException;
    }

    Template {
        parts = List.copyOf(parts);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException whose message goes on after the name of what was read
     */
    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("is '" + text + "', in which a ${ has no }");
            }
            literal(text.substring(at, open), parts);
            parts.add(value(text.substring(open + 2, close).trim()));
            at = close + 1;
        }
        literal(text.substring(at), parts);
        return new Template(text, parts);
    }

    private static void literal(String text, List<Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Part.Literal(text));
        }
    }

    private static Part value(String expression) {
        boolean segment = expression.endsWith(SEGMENT);
        String path = segment ? expression.substring(0, expression.length() - SEGMENT.length()) : expression;
        try {
            return new Part.Value(EntityPath.of(path), segment);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a ${} that cannot be: " + e.getMessage(), e);
        }
    }

    /** The text before the first value. */
    String prefix() {
        return !parts.isEmpty() && parts.get(0) instanceof Part.Literal literal ? literal.text() : "";
    }

    /** Whether it holds no value at all. */
    boolean isFixed() {
        return parts.stream().allMatch(Part.Literal.class::isInstance);
    }

    /**
     * The text with the values of this entity or item.
     *
     * @throws SkippedException where one of them is not there
     * @throws ObservationException where one of them cannot stand there
     */
    String render(JsonNode scope, Escape escape) throws SkippedException, ObservationException {
        var rendered = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Value place) {
                rendered.append(escape.apply(text(place.path(), scope), place));
            } else if (part instanceof Part.Literal literal) {
                rendered.append(literal.text());
            }
        }
        return rendered.toString();
    }

    private static String text(EntityPath path, JsonNode scope) throws SkippedException, ObservationException {
        JsonNode value = path.in(scope);
        if (value.isContainerNode()) {
            throw new ObservationException(path.text() + " is " + (value.isArray() ? "a list" : "a map")
                    + ", expected a text, a number or a boolean");
        }
        if (value.asText().isEmpty() || value.isNull()) {
            throw new SkippedException("no value for " + path.text());
        }
        return value.asText();
    }
}
