package io.techinsights.checker.drl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.json.Json;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what a rule gave as its result into JSON, or says why it cannot be a result. */
final class ResultJson {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_SIZE = 100_000;

    private int size;

    private ResultJson() {}

    /** A value that no result can be; the message says what it was. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Truth values, texts, numbers, times (as text in ISO 8601), lists and sets, maps with texts as keys, and null.
     *
     * @throws Unfit where it is, or holds, anything else, or is too large
     */
    static JsonNode of(@Nullable Object value) {
        return new ResultJson().convert(value, 0);
    }

    private JsonNode convert(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Unfit("the result is nested deeper than " + MAX_DEPTH + " levels, or holds itself");
        }
        count(1);
        if (value == null) {
            return NullNode.getInstance();
        } else if (value instanceof Boolean truth) {
            return BooleanNode.valueOf(truth);
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof Map<?, ?> map) {
            return map(map, depth);
        } else if (value instanceof Collection<?> list) {
            return list(list, depth);
        } else if (value instanceof Object[] array) {
            return list(Arrays.asList(array), depth);
        } else if (isText(value)) {
            String text = value.toString();
            count(text.length());
            return TextNode.valueOf(text);
        }
        throw new Unfit("the result " + (depth == 0 ? "is" : "holds") + " a "
                + value.getClass().getName() + "; expected a truth value, a number, a text, a time, a list or a map");
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence
                || value instanceof Character
                || value instanceof Enum<?>
                || value instanceof TemporalAccessor
                || value instanceof TemporalAmount;
    }

    private static JsonNode number(Number number) {
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new Unfit("the result is or holds the number " + value + ", which JSON does not have");
        }
        return Json.number(value);
    }

    private JsonNode map(Map<?, ?> map, int depth) {
        ObjectNode object = Json.object();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new Unfit("the result holds a map with the key " + entry.getKey() + "; expected a text");
            }
            count(key.length());
            object.set(key, convert(entry.getValue(), depth + 1));
        }
        return object;
    }

    private JsonNode list(Collection<?> list, int depth) {
        ArrayNode array = Json.array();
        list.forEach(element -> array.add(convert(element, depth + 1)));
        return array;
    }

    private void count(int more) {
        size += more;
        if (size > MAX_SIZE) {
            throw new Unfit("the result is too large: expected at most " + MAX_SIZE + " characters and values");
        }
    }
}
