package io.techinsights.checker.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.KnownNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong with one check while it is read, so that its author hears of all of it at once. */
public final class Findings {
    private static final int MAX_QUOTE = 80;

    private final String checkId;
    private final List<CheckProblem> errors = new ArrayList<>();
    private final List<CheckProblem> warnings = new ArrayList<>();

    public Findings(String checkId) {
        this.checkId = checkId;
    }

    public List<CheckProblem> errors() {
        return List.copyOf(errors);
    }

    public List<CheckProblem> warnings() {
        return List.copyOf(warnings);
    }

    public void error(String at, String reason) {
        errors.add(new CheckProblem(checkId, at, reason));
    }

    public void warning(String at, String reason) {
        warnings.add(new CheckProblem(checkId, at, reason));
    }

    /** Says what was expected of a value, and what is there. */
    public void expected(String at, String expected, JsonNode found) {
        error(
                at,
                found.isMissingNode()
                        ? "missing: expected " + expected
                        : "expected " + expected + ", found " + quote(found));
    }

    /** Reports each key that nobody reads. */
    public void unknownKeys(JsonNode object, String at, KnownNames known) {
        object.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                error(child(at, key), "unknown key: " + known.hint(key));
            }
        });
    }

    /** A text that has to be there and hold something; empty, and reported, where it does not. */
    public Optional<String> text(JsonNode object, String at, String key) {
        JsonNode value = object.path(key);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            expected(child(at, key), "a text that is not empty", value);
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** A text that may be left out; reported where something else is there. */
    public Optional<String> optionalText(JsonNode object, String at, String key) {
        JsonNode value = object.path(key);
        if (!value.isMissingNode() && !value.isTextual()) {
            expected(child(at, key), "a text", value);
        }
        return Optional.ofNullable(value.textValue());
    }

    /** What a reader makes of a value; empty, and reported with the reader's own words, where it refuses. */
    public <T> Optional<T> attempt(String at, Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (IllegalArgumentException e) {
            error(at, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The path of a key below a path. */
    public static String child(String at, String key) {
        return at.isEmpty() ? key : at + "." + key;
    }

    private static String quote(JsonNode node) {
        String text = Json.write(node);
        return text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "…";
    }
}
