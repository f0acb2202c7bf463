package io.techinsights.standalone.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "null",
                "[",
                "{}",
                "7",
                "{\"type\": \"record\"}",
                "{\"type\": \"record\", \"name\": \"1\", \"fields\": []}",
                "{\"type\": \"fixed\", \"name\": \"F\", \"size\": -1}",
                "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\", \"A\"]}",
                "{\"type\": \"array\"}",
                "[\"int\", \"int\"]",
                "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"f\", \"type\": \"int\", \"default\": \"x\"}]}"
            })
    void shouldRefuseWhatIsNoSchema(String text) {
        // When
        assertThatThrownBy(() -> SchemaText.parse(text))

                // Then
                .isInstanceOf(RegistryProblem.class)
                .hasMessageStartingWith("Invalid schema ")
                .extracting(problem -> ((RegistryProblem) problem).code())
                .isEqualTo(42201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"schema\": 7}",
                "{\"schema\": \"\\\"int\\\"\", \"schemaType\": \"PROTOBUF\"}",
                "{\"schema\": \"\\\"int\\\"\", \"references\": [{\"name\": \"a\", \"subject\": \"a\", \"version\": 1}]}"
            })
    void shouldRefuseABodyThatItCannotKeep(String body) {
        // When
        assertThatThrownBy(() -> SchemaText.of(Json.parse(body)))

                // Then
                .isInstanceOf(RegistryProblem.class)
                .extracting(problem -> ((RegistryProblem) problem).code())
                .isEqualTo(42201);
    }

    @Test
    void shouldTakeASchemaWithAndWithoutItsType() {
        // Given
        String bare = "{\"schema\": \"\\\"int\\\"\"}";
        String typed = "{\"schema\": \"\\\"int\\\"\", \"schemaType\": \"AVRO\", \"references\": []}";

        // When
        var schemas = java.util.List.of(SchemaText.of(Json.parse(bare)), SchemaText.of(Json.parse(typed)));

        // Then
        assertThat(schemas).extracting(Object::toString).containsOnly("\"int\"");
    }
}
