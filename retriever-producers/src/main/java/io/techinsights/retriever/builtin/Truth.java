package io.techinsights.retriever.builtin;

import com.fasterxml.jackson.databind.JsonNode;

/** JavaScript's idea of what is true, empty, and text: upstream's facts are made with it. */
final class Truth {
    private Truth() {}

    /** {@code Boolean(value)}. */
    static boolean truthy(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING, NULL -> false;
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0 && !Double.isNaN(value.doubleValue());
            case STRING -> !value.textValue().isEmpty();
            default -> true;
        };
    }

    /** Lodash's {@code isEmpty(value)}: anything but a text, list or object that holds something. */
    static boolean isEmpty(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue().isEmpty();
            case ARRAY, OBJECT -> value.isEmpty();
            default -> true;
        };
    }

    /** {@code String(value).startsWith(prefix)}. */
    static boolean textStartsWith(JsonNode value, String prefix) {
        return value.isArray()
                ? !value.isEmpty() && textStartsWith(value.get(0), prefix)
                : value.asText().startsWith(prefix);
    }
}
