package io.techinsights.retriever.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** A token that a request carries: it is never in a message, a log or a {@code toString}. */
public sealed interface BearerToken {
    /** What a header can hold, without the blanks around it. */
    Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

    /**
     * The token as it is now.
     *
     * @throws IOException where there is none; the message does not hold it
     */
    String read() throws IOException;

    /** One that the configuration or the environment holds. */
    record Text(String token) implements BearerToken {
        @Override
        public String read() {
            return token;
        }

        @Override
        public String toString() {
            return "a token";
        }
    }

    /** One that a file holds; it is read each time, so that it can be replaced. */
    record InFile(Path file) implements BearerToken {
        @Override
        public String read() throws IOException {
            String token = Files.readString(file).strip();
            if (!VISIBLE.matcher(token).matches()) {
                throw new IOException(file + " holds no token: expected one line of visible ASCII characters");
            }
            return token;
        }
    }

    /**
     * Reads a token setting: a text, {@code {file: …}} or {@code {env: …}}.
     *
     * @throws IllegalArgumentException whose message goes on after the name of the key, and does not hold the token
     */
    static BearerToken of(JsonNode json, Map<String, String> environment) {
        if (json.isTextual()) {
            return text(json.textValue(), "is");
        }
        String key = json.size() == 1 ? json.fieldNames().next() : "";
        String value = json.path(key).asText();
        return switch (key) {
            case "file" -> inFile(Path.of(value));
            case "env" ->
                text(environment.getOrDefault(value, ""), "names the environment variable " + value + ", which is");
            default ->
                throw new IllegalArgumentException(
                        "is neither a text nor {file: <path>} nor {env: <name>}, expected one of them");
        };
    }

    private static BearerToken text(String value, String what) {
        if (!VISIBLE.matcher(value.strip()).matches()) {
            throw new IllegalArgumentException(
                    what + (value.isBlank() ? " empty" : " no token") + ", expected visible ASCII characters");
        }
        return new Text(value.strip());
    }

    private static BearerToken inFile(Path file) {
        var token = new InFile(file);
        try {
            token.read();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
        }
        return token;
    }
}
