package io.techinsights.checker.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.check.Findings;
import io.techinsights.checker.check.PassIf;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.operator.Operators;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.Durations;
import io.techinsights.streams.config.KnownNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads checks as {@code techInsights.factChecker.checks} holds them, and has each validated by the checker of its type. It
 * never stops at the first problem: whoever edits a configuration wants to hear of all of them.
 */
public final class CheckReader {
    private static final KnownNames KEYS = new KnownNames(List.of(
            "id",
            "type",
            "name",
            "description",
            "factIds",
            "rule",
            "filter",
            "links",
            "metadata",
            "successMetadata",
            "failureMetadata",
            "passIf",
            "staleAfter"));
    private static final List<String> METADATA = List.of("metadata", "successMetadata", "failureMetadata");

    private final CheckerTypes types;
    private final PassIfReader passIf;

    /** Reads checks of these types, with the operators on the class path. */
    public CheckReader(CheckerTypes types) {
        this.types = types;
        this.passIf = new PassIfReader(Operators.onClassPath());
    }

    /**
     * What was read.
     *
     * @param checks those without an error, in the order they were written
     */
    public record Read(List<Check> checks, List<CheckProblem> errors, List<CheckProblem> warnings) {
        public Read {
            checks = List.copyOf(checks);
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }
    }

    /** Reads a map of check id to check; one that is missing or null holds no checks. */
    public Read readAll(JsonNode checks) {
        List<Read> reads = new ArrayList<>();
        if (checks.isObject()) {
            checks.properties().forEach(entry -> reads.add(read(entry.getKey(), entry.getValue())));
        } else if (!checks.isMissingNode() && !checks.isNull()) {
            var findings = new Findings("");
            findings.expected("", "a map of check id to check", checks);
            reads.add(new Read(List.of(), findings.errors(), List.of()));
        }
        return new Read(
                reads.stream().flatMap(read -> read.checks().stream()).toList(),
                reads.stream().flatMap(read -> read.errors().stream()).toList(),
                reads.stream().flatMap(read -> read.warnings().stream()).toList());
    }

    /** Reads one check; its {@code id} may also stand in it. */
    public Read read(String id, JsonNode json) {
        var findings = new Findings(id);
        Optional<Check> check = readCheck(id, json, findings);
        List<CheckProblem> errors = new ArrayList<>(findings.errors());
        List<CheckProblem> warnings = new ArrayList<>(findings.warnings());
        check.ifPresent(one -> types.find(one.type()).ifPresent(checker -> {
            errors.addAll(checker.validate(one));
            warnings.addAll(checker.warnings(one));
        }));
        return new Read(errors.isEmpty() ? check.stream().toList() : List.of(), errors, warnings);
    }

    /**
     * Reads a check that was valid once. Where it is not any more, because an operator or a type is gone say, it is still
     * there, and its results will tell.
     */
    Optional<Check> readStored(String id, JsonNode json) {
        return readCheck(id, json, new Findings(id));
    }

    private Optional<Check> readCheck(String id, JsonNode json, Findings findings) {
        checkId(id, json, findings);
        if (!json.isObject()) {
            findings.expected("", "a map with type, name, description, factIds and rule", json);
            return Optional.empty();
        }
        findings.unknownKeys(json, "", KEYS);
        Optional<String> type = findings.text(json, "", "type");
        type.filter(one -> types.find(one).isEmpty())
                .ifPresent(one -> findings.error(
                        "type", "no checker is of type '" + one + "': " + new KnownNames(types.types()).hint(one)));
        Optional<String> name = findings.text(json, "", "name");
        Optional<String> description = findings.text(json, "", "description");
        List<String> factIds = factIds(json.path("factIds"), findings);
        if (!json.path("rule").isObject()) {
            findings.expected("rule", "a map", json.path("rule"));
        }
        Optional<EntityFilter> filter = filter(json, findings);
        Optional<Duration> staleAfter = staleAfter(json, findings);
        Optional<PassIf> expected = passIf.read(json.path("passIf"), findings);
        Optional<JsonNode> links = CheckLinks.read(json.path("links"), findings);
        METADATA.forEach(key -> metadata(json.path(key), key, findings));
        Finite.check(json, findings);
        if (type.isEmpty()
                || name.isEmpty()
                || description.isEmpty()
                || !json.path("rule").isObject()) {
            return Optional.empty();
        }
        ObjectNode answer = answer(id, json, links);
        return Optional.of(new Check(
                id,
                type.get(),
                name.get(),
                description.get(),
                factIds,
                filter.orElse(null),
                staleAfter.orElse(null),
                expected.orElse(null),
                answer));
    }

    private static void checkId(String id, JsonNode json, Findings findings) {
        if (id.isEmpty() || id.contains(".")) {
            findings.error("", "a check id is a text without dots, for it is also a key of the configuration");
        }
        JsonNode own = json.path("id");
        if (!own.isMissingNode() && !own.asText().equals(id)) {
            findings.error("id", "expected '" + id + "', the key it stands under, found " + Json.write(own));
        }
    }

    private static List<String> factIds(JsonNode list, Findings findings) {
        List<String> factIds = new ArrayList<>();
        if (!list.isArray()) {
            findings.expected("factIds", "a list of fact retriever ids", list);
        } else if (list.isEmpty()) {
            findings.warning("factIds", "names no fact retriever, so no fact can be read");
        }
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            if (list.get(i).isTextual() && !list.get(i).textValue().isEmpty()) {
                factIds.add(list.get(i).textValue());
            } else {
                findings.expected("factIds[" + i + "]", "the id of a fact retriever", list.get(i));
            }
        }
        return factIds;
    }

    private static Optional<EntityFilter> filter(JsonNode json, Findings findings) {
        return Optional.ofNullable(json.get("filter"))
                .flatMap(filter -> findings.attempt("filter", () -> EntityFilter.of(filter)));
    }

    private static Optional<Duration> staleAfter(JsonNode json, Findings findings) {
        Optional<Duration> age = Optional.ofNullable(json.get("staleAfter"))
                .flatMap(node -> findings.attempt("staleAfter", () -> Durations.of(node)));
        if (age.filter(Duration::isZero).isPresent()) {
            findings.error("staleAfter", "expected a duration above zero");
        }
        return age;
    }

    private static void metadata(JsonNode json, String key, Findings findings) {
        if (!json.isMissingNode() && !json.isObject()) {
            findings.expected(key, "a map", json);
        }
    }

    /** The keys in upstream's order, and only the links that can be followed. */
    private static ObjectNode answer(String id, JsonNode json, Optional<JsonNode> links) {
        ObjectNode answer = Json.object();
        for (String key : KEYS.names()) {
            if (json.has(key)) {
                answer.set(key, Json.canonical(json.get(key)));
            }
            if (key.equals("id")) {
                answer.put("id", id);
            }
        }
        answer.remove("links");
        links.ifPresent(list -> answer.set("links", list));
        return answer;
    }
}
