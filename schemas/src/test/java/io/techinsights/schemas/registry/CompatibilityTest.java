package io.techinsights.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompatibilityTest {
    private static final Schema NAME = record("{'name': 'name', 'type': 'string'}");
    private static final Schema NAME_AND_OPTIONAL =
            record("{'name': 'name', 'type': 'string'}, {'name': 'age', 'type': ['null', 'int'], 'default': null}");
    private static final Schema NAME_AND_REQUIRED =
            record("{'name': 'name', 'type': 'string'}, {'name': 'owner', 'type': 'string'}");
    private static final Schema NUMBER = record("{'name': 'name', 'type': 'int'}");

    @ParameterizedTest
    @CsvSource({
        "NONE, true, true",
        "BACKWARD, false, true",
        "BACKWARD_TRANSITIVE, false, true",
        "FORWARD, true, false",
        "FORWARD_TRANSITIVE, true, false",
        "FULL, false, false",
        "FULL_TRANSITIVE, false, false"
    })
    void shouldJudgeAFieldWithoutDefaultByLevel(CompatibilityLevel level, boolean added, boolean removed) {
        // When
        List<String> adding = Compatibility.problems(level, NAME_AND_REQUIRED, versions(NAME));
        List<String> removing = Compatibility.problems(level, NAME, versions(NAME_AND_REQUIRED));

        // Then
        assertThat(adding.isEmpty()).isEqualTo(added);
        assertThat(removing.isEmpty()).isEqualTo(removed);
    }

    @ParameterizedTest
    @EnumSource(CompatibilityLevel.class)
    void shouldLookBeyondTheLatestOnlyWhereTransitive(CompatibilityLevel level) {
        // When
        List<String> problems = Compatibility.problems(level, NAME, versions(NUMBER, NAME_AND_OPTIONAL));

        // Then
        assertThat(problems.isEmpty()).isEqualTo(!level.transitive());
    }

    @ParameterizedTest
    @EnumSource(CompatibilityLevel.class)
    void shouldAllowAnOptionalFieldInEveryLevel(CompatibilityLevel level) {
        // When
        List<String> problems = Compatibility.problems(level, NAME_AND_OPTIONAL, versions(NAME));

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldAllowTheFirstSchema() {
        // When
        List<String> problems = Compatibility.problems(CompatibilityLevel.FULL_TRANSITIVE, NAME, versions());

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldNameTheInnerFieldOfANestedChange() {
        // Given
        String tree =
                "{'name': 'children', 'type': {'type': 'array', 'items': ['null', {'type': 'record', 'name': 'Node',"
                        + " 'fields': [{'name': 'weights', 'type': {'type': 'map', 'values': '%s'}}]}]}}";
        Schema doubles = record(tree.replace("%s", "double"));
        Schema texts = record(tree.replace("%s", "string"));

        // When
        List<String> problems = Compatibility.problems(CompatibilityLevel.BACKWARD, texts, versions(doubles));

        // Then
        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).contains("children").contains("BACKWARD"));
        assertThat(FieldPath.of(texts, "/fields/0/type/items/1/fields/0/type/values"))
                .isEqualTo("children.weights");
        assertThat(FieldPath.of(texts, "/name")).isEmpty();
    }

    private static SortedMap<Integer, Schema> versions(Schema... schemas) {
        SortedMap<Integer, Schema> versions = new TreeMap<>();
        for (Schema schema : schemas) {
            versions.put(versions.size() + 1, schema);
        }
        return versions;
    }

    private static Schema record(String fields) {
        return new Schema.Parser()
                .parse(("{'type': 'record', 'name': 'Person', 'fields': [" + fields + "]}").replace('\'', '"'));
    }
}
