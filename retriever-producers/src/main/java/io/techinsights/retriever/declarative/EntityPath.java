package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value stands in JSON, as templates name it: keys with dots between them, in {@code ['…']} where they hold dots
 * themselves, and {@code [0]} for the place in a list.
 *
 * @param text as it was written
 * @param steps texts and integers
 */
record EntityPath(String text, List<Object> steps) {
    private static final Pattern STEP = Pattern.compile(
            "(?:(?<dot>\\.)?(?<key>[^.\\[\\]|'\"\\s{}]+)|\\[(?<index>\\d{1,6})]|\\['(?<single>[^']+)']|\\[\"(?<double>[^\"]+)\"])");

    EntityPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException where it is none
     */
    static EntityPath of(String text) {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int at = 0;
        while (at < text.length()) {
            step.region(at, text.length());
            boolean here = step.lookingAt() && (step.group("key") == null || (step.group("dot") == null) == (at == 0));
            if (!here) {
                break;
            }
            steps.add(value(step));
            at = step.end();
        }
        if (at < text.length() || steps.isEmpty()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no path, expected one such as metadata.name or metadata.annotations['example.com/x']");
        }
        return new EntityPath(text, steps);
    }

    private static Object value(Matcher step) {
        if (step.group("index") != null) {
            return Integer.valueOf(step.group("index"));
        }
        for (String group : List.of("key", "single")) {
            if (step.group(group) != null) {
                return step.group(group);
            }
        }
        return step.group("double");
    }

    /** What stands there; missing where nothing does. */
    JsonNode in(JsonNode json) {
        JsonNode at = json;
        for (Object step : steps) {
            at = step instanceof Integer index ? at.path(index) : at.path((String) step);
        }
        return at;
    }
}
