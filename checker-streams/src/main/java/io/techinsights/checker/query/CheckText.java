package io.techinsights.checker.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.checker.check.Check;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What answers say of a check whatever came of it, written once for as long as it, and what its retrievers announced, stay. */
final class CheckText {
    private final Check check;
    private final List<Optional<FactSchema>> announced;
    private final String passed;
    private final String otherwise;
    private final String links;
    private final Map<String, FactText> facts = new ConcurrentHashMap<>();

    /**
     * What is said of a fact around its value.
     *
     * @param before its name, up to where its value stands
     * @param after what its retriever announced of it, each field with a comma before it; the object is left open
     */
    record FactText(String before, String after) {}

    /**
     * @param schemas what each retriever announced
     */
    CheckText(Check check, Function<String, Optional<FactSchema>> schemas) {
        this.check = check;
        this.announced = check.factIds().stream().map(schemas).toList();
        this.passed = opening(check, true);
        this.otherwise = opening(check, false);
        this.links = check.links().map(list -> ",\"links\":" + Json.write(list)).orElse("");
    }

    private static String opening(Check check, boolean passed) {
        ObjectNode json = Json.object()
                .put("id", check.id())
                .put("type", check.type())
                .put("name", check.name())
                .put("description", check.description());
        check.factIds().forEach(json.withArray("factIds")::add);
        json.set("metadata", check.metadata(passed));
        String text = Json.write(json);
        return text.substring(0, text.length() - 1);
    }

    /** Whether it is the text of this very check, beside what is announced now. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Check other, Function<String, Optional<FactSchema>> schemas) {
        if (other != check) {
            return false;
        }
        for (int i = 0; i < announced.size(); i++) {
            if (schemas.apply(check.factIds().get(i)).orElse(null)
                    != announced.get(i).orElse(null)) {
                return false;
            }
        }
        return true;
    }

    /** Writes the check as an answer with this result has it. */
    void append(CheckResult result, StringBuilder out) {
        out.append(result.getStatus() == CheckStatus.PASSED ? passed : otherwise);
        if (result.getConditions() != null) {
            out.append(",\"rule\":{\"conditions\":")
                    .append(result.getConditions())
                    .append('}');
        }
        out.append(links).append('}');
    }

    /** What is said of a fact that the check names. */
    FactText fact(String name) {
        return facts.computeIfAbsent(name, this::written);
    }

    private FactText written(String name) {
        String definition =
                described(name).map(FactDefinition::toJson).map(Json::write).orElse("{}");
        String fields = definition.substring(1, definition.length() - 1);
        return new FactText(Json.write(TextNode.valueOf(name)) + ":{\"value\":", fields.isEmpty() ? "" : ',' + fields);
    }

    /** Upstream merges the schemas in descending order of their ids, so of a shared name the lowest id describes it. */
    private Optional<FactDefinition> described(String fact) {
        return check.factIds().stream()
                .sorted()
                .map(retriever -> announced.get(check.factIds().indexOf(retriever)))
                .flatMap(Optional::stream)
                .flatMap(schema -> schema.fact(fact).stream())
                .findFirst();
    }
}
