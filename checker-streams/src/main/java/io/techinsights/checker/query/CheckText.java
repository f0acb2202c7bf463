package io.techinsights.checker.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.result.StoredResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.json.JsonBytes;
import io.techinsights.schemas.json.Utf8;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** What answers say of a check whatever came of it, written once for as long as it, and what its retrievers announced, stay. */
final class CheckText {
    private static final Utf8 RULE = Utf8.of(",\"rule\":{\"conditions\":");

    private final Check check;
    private final List<Optional<FactSchema>> announced;
    private final Utf8 passed;
    private final Utf8 otherwise;
    private final Utf8 links;
    private final List<FactText> facts = new CopyOnWriteArrayList<>();

    /**
     * What is said of a fact around its value.
     *
     * @param name as it is written, in its quotes
     * @param before its name, up to where its value stands
     * @param after what its retriever announced of it, each field with a comma before it; the object is left open
     */
    record FactText(Utf8 name, Utf8 before, Utf8 after) {}

    /**
     * @param schemas what each retriever announced
     */
    CheckText(Check check, Function<String, Optional<FactSchema>> schemas) {
        this.check = check;
        this.announced = check.factIds().stream().map(schemas).toList();
        this.passed = opening(check, true);
        this.otherwise = opening(check, false);
        this.links = Utf8.of(
                check.links().map(list -> ",\"links\":" + Json.write(list)).orElse("") + '}');
    }

    private static Utf8 opening(Check check, boolean passed) {
        ObjectNode json = Json.object()
                .put("id", check.id())
                .put("type", check.type())
                .put("name", check.name())
                .put("description", check.description());
        check.factIds().forEach(json.withArray("factIds")::add);
        json.set("metadata", check.metadata(passed));
        String text = Json.write(json);
        return Utf8.of(text.substring(0, text.length() - 1));
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
    void describe(StoredResult result, JsonBytes out) {
        out.add(result.status() == CheckStatus.PASSED ? passed : otherwise);
        Utf8 conditions = result.conditions();
        if (conditions != null) {
            out.add(RULE).add(conditions).add('}');
        }
        out.add(links);
    }

    /**
     * What is said of a fact that the check names.
     *
     * @param name as it is written, in its quotes
     */
    FactText fact(Utf8 name) {
        for (FactText fact : facts) {
            if (fact.name().equals(name)) {
                return fact;
            }
        }
        FactText fact = written(name.alone());
        facts.add(fact);
        return fact;
    }

    private FactText written(Utf8 name) {
        String definition = described(Json.parse(name.toString()).textValue())
                .map(FactDefinition::toJson)
                .map(Json::write)
                .orElse("{}");
        String fields = definition.substring(1, definition.length() - 1);
        return new FactText(name, Utf8.of(name + ":{\"value\":"), Utf8.of(fields.isEmpty() ? "" : ',' + fields));
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
