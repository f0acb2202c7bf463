package io.techinsights.checker.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.check.Findings;
import io.techinsights.checker.evaluate.AnnouncedFacts;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.FactChecker;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.streams.http.ApiException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads checks that come with a request. More is asked of them than of those of the configuration, which may start before
 * the retrievers that announce their facts: a fact has to be announced where its retriever is, and rules that are code are
 * not taken.
 */
public final class DraftReader {
    private final CheckReader reader;
    private final CheckerTypes types;
    private final AnnouncedFacts announced;

    /**
     * @param schemas what each retriever announced
     */
    public DraftReader(CheckerTypes types, Function<String, Optional<FactSchema>> schemas) {
        this.reader = new CheckReader(types);
        this.types = types;
        this.announced = new AnnouncedFacts(schemas);
    }

    /**
     * A check that may run.
     *
     * @param warnings what its author should know
     */
    public record Draft(Check check, List<CheckProblem> warnings) {
        public Draft {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Reads one.
     *
     * @throws ApiException 400 with everything that is wrong, as {@code problems} of path and reason; 403 where it is code
     */
    public Draft read(String id, JsonNode json) {
        String type = json.path("type").asText();
        if (types.find(type).filter(FactChecker::isCode).isPresent()) {
            throw new ApiException(
                    403,
                    "NotAllowedError",
                    "Checks of type '" + type + "' are code: they come from configuration files only",
                    Map.of());
        }
        CheckReader.Read read = reader.read(id, json);
        List<CheckProblem> errors = new ArrayList<>(read.errors());
        read.checks().forEach(check -> unknownFact(check).ifPresent(errors::add));
        if (!errors.isEmpty()) {
            throw refused(id, errors);
        }
        Check check = read.checks().get(0);
        List<CheckProblem> warnings = new ArrayList<>(read.warnings());
        warnings.addAll(warnings(check));
        return new Draft(check, warnings);
    }

    private static ApiException refused(String id, List<CheckProblem> errors) {
        String all = errors.stream()
                .map(CheckProblem::toString)
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
        return new ApiException(
                400, "InputError", "Check '" + id + "' is not valid: " + all, Map.of("problems", errors));
    }

    /** What is to be said of a check that may run: a retriever that nobody announced yet. */
    public List<CheckProblem> warnings(Check check) {
        var findings = new Findings(check.id());
        announced
                .notAnnounced(check)
                .forEach(retriever -> findings.warning(
                        "factIds",
                        "nobody has announced facts of '" + retriever + "' yet; until then the check is NOT_REPORTED"));
        return findings.warnings();
    }

    private Optional<CheckProblem> unknownFact(Check check) {
        Collection<FactUse> reads =
                types.find(check.type()).map(checker -> checker.reads(check)).orElse(Set.of());
        return announced
                .unknown(check, reads)
                .map(unknown -> new CheckProblem(
                        check.id(),
                        path(check.rule(), unknown.name(), "rule").orElse("rule"),
                        AnnouncedFacts.describe(check, unknown)));
    }

    /** Where a rule names a fact. */
    private static Optional<String> path(JsonNode node, String fact, String at) {
        if (node.path("fact").asText().equals(fact)) {
            return Optional.of(at + ".fact");
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                Optional<String> found = path(node.get(i), fact, at + "[" + i + "]");
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        for (Map.Entry<String, JsonNode> child : node.properties()) {
            Optional<String> found = path(child.getValue(), fact, at + "." + child.getKey());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
