package io.techinsights.schemas.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTest {
    @Test
    void shouldTakeAnEntityAndDefaultItsNamespace() {
        // When
        Entity entity = Entity.of(json("{'apiVersion': 'v1', 'kind': 'Component', 'metadata': {'name': 'Petstore'}}"));

        // Then
        assertThat(entity.ref()).isEqualTo(new EntityRef("component", "default", "petstore"));
        assertThat(entity.json().path("metadata").path("name").asText()).isEqualTo("Petstore");
    }

    @Test
    void shouldTakeCustomKindsAndKeepOddFields() {
        // Given
        JsonNode odd = json("{'apiVersion': 'acme/v7', 'kind': 'Robot', 'metadata': {'name': 'r2', 'namespace': 'hoth',"
                + " 'tags': 'no list'}, 'extra': [1, {'a': null}]}");

        // When
        Entity entity = Entity.of(odd);

        // Then
        assertThat(entity.ref()).hasToString("robot:hoth/r2");
        assertThat(entity.json()).isEqualTo(odd);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                                     | this is array",
                "'text'                                                                 | this is an empty string",
                "{'kind': 'C', 'metadata': {'name': 'a'}}                               | apiVersion",
                "{'apiVersion': 7, 'kind': 'C', 'metadata': {'name': 'a'}}              | apiVersion",
                "{'apiVersion': 'v', 'metadata': {'name': 'a'}}                         | kind",
                "{'apiVersion': 'v', 'kind': '', 'metadata': {'name': 'a'}}             | kind",
                "{'apiVersion': 'v', 'kind': '7up', 'metadata': {'name': 'a'}}          | kind \"7up\"",
                "{'apiVersion': 'v', 'kind': 'C'}                                       | metadata",
                "{'apiVersion': 'v', 'kind': 'C', 'metadata': []}                       | metadata",
                "{'apiVersion': 'v', 'kind': 'C', 'metadata': {}}                       | metadata.name",
                "{'apiVersion': 'v', 'kind': 'C', 'metadata': {'name': 7}}              | metadata.name",
                "{'apiVersion': 'v', 'kind': 'C', 'metadata': {'name': '-a'}}           | metadata.name \"-a\"",
                "{'apiVersion': 'v', 'kind': 'C', 'metadata': {'name': 'a', 'namespace': 'A_'}} | metadata.namespace",
                "{'apiVersion': 'v', 'kind': 'C', 'metadata': {'name': 'a', 'namespace': null}} | metadata.namespace"
            },
            quoteCharacter = '`')
    void shouldNameTheRuleThatIsBroken(String document, String named) {
        // When
        assertThatThrownBy(() -> Entity.of(json(document)))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'apiVersion': 'v', 'kind': 'Component', 'metadata': {'name': 'a'}}",
                "{'apiVersion': 'v', 'kind': 'Component', 'metadata': {'name': 'a', 'namespace': 'b'}, 'spec': null}",
                "{'apiVersion': 'v', 'kind': 'Component', 'metadata': {'name': 'A', 'labels': {'a.b/c': 'd'}},"
                        + " 'spec': {'type': 'service', 'deep': [{'a': [1, 2.5, true, null]}]},"
                        + " 'relations': [{'type': 'ownedBy', 'targetRef': 'group:default/g'}],"
                        + " 'status': {'items': []}, 'extra': 1}"
            })
    void shouldTravelUnchanged(String document) {
        // Given
        Entity entity = Entity.of(json(document));

        // When
        Entity arrived = Entity.of(entity.toAvro());

        // Then
        assertThat(arrived).isEqualTo(entity);
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
