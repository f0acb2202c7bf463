package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.Section;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a fact is found in files. What is told of matches follows the fact's type: whether, how many, or which. */
sealed interface FileFinding permits FileFinding.Matching, FileFinding.Value, RegexFinding {
    /** The files that a glob matches: boolean, integer, or the set of their paths. */
    record Matching(String glob, PathMatcher matcher, FactType type) implements FileFinding {
        @Override
        public String source() {
            return glob;
        }

        @Override
        public Optional<JsonNode> find(FileTree tree) throws ObservationException {
            List<String> files = tree.files(matcher);
            return Optional.of(
                    switch (type) {
                        case BOOLEAN -> BooleanNode.valueOf(!files.isEmpty());
                        case INTEGER -> IntNode.valueOf(files.size());
                        default -> texts(files);
                    });
        }
    }

    /** What an expression finds in a JSON or YAML file. */
    record Value(String file, Expression expression, FactType type) implements FileFinding {
        @Override
        public String source() {
            return expression.text() + " in " + file;
        }

        @Override
        public Optional<JsonNode> find(FileTree tree) throws ObservationException {
            Optional<String> text = tree.text(file);
            return text.isEmpty() ? Optional.empty() : expression.find(Documents.read(file, text.get()), type);
        }
    }

    Set<FactType> COUNTED = Set.of(FactType.BOOLEAN, FactType.INTEGER, FactType.SET);

    /** Reads {@code glob}, or {@code file} with {@code regex}, {@code path} or {@code jsonata}. */
    static Optional<FileFinding> read(Section fact, FactType type) {
        Optional<FileFinding> glob =
                fact.parse("glob", json -> new Matching(json.asText(), FileTree.matcher(json.asText()), type));
        Optional<String> file = fact.text("file");
        Optional<Pattern> regex = fact.parse("regex", json -> RegexFinding.pattern(json.asText()));
        Optional<Expression> expression = Expression.in(fact);
        List<String> ways = Stream.of("glob", "regex", Expression.PATH, Expression.JSONATA)
                .filter(fact::has)
                .toList();
        if (ways.size() != 1 || (ways.contains("glob") == fact.has("file"))) {
            fact.problems()
                    .add(fact.path() + " has " + (ways.isEmpty() ? "no way" : String.join(", ", ways))
                            + (fact.has("file") ? " and file" : "")
                            + ", expected glob, or file with one of regex, path, jsonata");
            return Optional.empty();
        }
        if (fact.has("type") && ways.contains("glob") && !COUNTED.contains(type)) {
            fact.problem("type", "is " + type.id() + ", expected boolean, integer or set for a glob");
        }
        if (fact.has("type") && ways.contains("regex") && !RegexFinding.TYPES.contains(type)) {
            fact.problem(
                    "type", "is " + type.id() + ", expected boolean, integer, string, datetime or set for a regex");
        }
        return glob.or(() -> regex.map(pattern -> new RegexFinding(file.orElse(""), pattern, type)))
                .or(() -> expression.map(found -> new Value(file.orElse(""), found, type)));
    }

    /** A set of texts. */
    static JsonNode texts(List<String> texts) {
        ArrayNode set = Json.array();
        texts.forEach(set::add);
        return set;
    }

    /** Where it is found, for messages. */
    String source();

    /**
     * What is found; empty where nothing is.
     *
     * @throws ObservationException where the files cannot be read
     */
    Optional<JsonNode> find(FileTree tree) throws ObservationException;
}
