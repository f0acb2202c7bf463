package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A secret that lies in a file or in an environment variable, and is read each time it is used. */
sealed interface Secret {
    /** In a file; blanks around it do not count. */
    record InFile(Path file) implements Secret {
        @Override
        public String where() {
            return "the file " + file;
        }
    }

    /** In an environment variable. */
    record InEnvironment(String variable) implements Secret {
        @Override
        public String where() {
            return "the environment variable " + variable;
        }
    }

    /**
     * Reads {@code {file: …}} or {@code {env: …}}. What stands there instead may be the secret itself, and is not told.
     *
     * @throws IllegalArgumentException whose message goes on after the name of what was read
     */
    static Secret of(JsonNode json) {
        if (json.size() == 1 && json.path("file").isTextual()) {
            return new InFile(Path.of(json.get("file").textValue()));
        }
        if (json.size() == 1 && json.path("env").isTextual()) {
            return new InEnvironment(json.get("env").textValue());
        }
        throw new IllegalArgumentException("is no secret, expected {file: <path>} or {env: <name of a variable>}");
    }

    /** Where it lies, for messages. */
    String where();

    /**
     * The secret as it is now.
     *
     * @throws IOException naming where it lies, never what it is
     */
    default String read() throws IOException {
        String text = text().strip();
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IOException("The secret in " + where() + " is empty or has more than one line");
        }
        return text;
    }

    private String text() throws IOException {
        if (this instanceof InFile inFile) {
            try {
                return Files.readString(inFile.file());
            } catch (IOException e) {
                throw new IOException(
                        "The secret in " + where() + " cannot be read: "
                                + e.getClass().getSimpleName(),
                        e);
            }
        }
        String value = this instanceof InEnvironment named ? System.getenv(named.variable()) : null;
        return value == null ? "" : value;
    }
}
