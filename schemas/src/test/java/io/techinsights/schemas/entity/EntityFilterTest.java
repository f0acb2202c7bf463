package io.techinsights.schemas.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityFilterTest {
    private static final Entity ENTITY = Entity.of(json("{'apiVersion': 'v1', 'kind': 'Component', 'metadata': {"
            + "'name': 'petstore', 'title': null, 'tags': ['Java', 'rest', ''],"
            + " 'annotations': {'backstage.io/techdocs-ref': 'dir:.', 'a.b': {'c.d': 'deep'}}},"
            + " 'spec': {'type': 'Service', 'tier': 1, 'ratio': 2.0, 'public': true, 'empty': {}, 'none': [],"
            + " 'ports': [{'port': 80}, {'port': 443}]},"
            + " 'relations': [{'type': 'ownedBy', 'targetRef': 'group:default/Team-A'},"
            + " {'type': 'partOf', 'targetRef': 'system:default/s'}]}"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'kind': 'component'}",
                "{'KIND': 'COMPONENT', 'Metadata.Name': 'PETSTORE'}",
                "{'kind': ['api', 'component']}",
                "[{'kind': 'api'}, {'spec.type': 'service'}]",
                "{'metadata.namespace': 'default'}",
                "{'metadata.annotations.backstage.io/techdocs-ref': 'exists'}",
                "{'metadata.annotations.backstage.io/techdocs-ref': 'DIR:.'}",
                "{'metadata.annotations.a.b.c.d': 'deep'}",
                "{'metadata.tags': 'java'}",
                "{'metadata.tags': ['nothing', 'REST']}",
                "{'metadata.tags': ''}",
                "{'metadata.tags.java': true}",
                "{'metadata.tags.JAVA': 'true'}",
                "{'metadata.tags': 'exists'}",
                "{'metadata.title': 'exists'}",
                "{'spec.tier': 1, 'spec.public': true}",
                "{'spec.tier': '1', 'spec.public': 'TRUE'}",
                "{'spec.ratio': 2}",
                "{'spec.tier': ['nothing', 'exists']}",
                "{'spec.ports.port': 443}",
                "{'relations.ownedBy': 'group:default/team-a'}",
                "{'relations.partof': 'exists'}"
            })
    void shouldSelect(String filter) {
        // When
        boolean selected = EntityFilter.of(json(filter)).matches(ENTITY);

        // Then
        assertThat(selected).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{'kind': 'api'}",
                "{'kind': []}",
                "{'kind': 'component', 'spec.type': 'website'}",
                "[{'kind': 'api'}, {'spec.type': 'website'}]",
                "{'metadata.namespace': 'other'}",
                "{'metadata.annotations': 'exists'}",
                "{'metadata.annotations.nothing': 'exists'}",
                "{'metadata.title': 'null'}",
                "{'metadata.title': ''}",
                "{'metadata.tags': 'true'}",
                "{'metadata.tags.java': false}",
                "{'metadata.tags.python': true}",
                "{'spec.empty': 'exists'}",
                "{'spec.none': 'exists'}",
                "{'spec.ports': 80}",
                "{'spec': 'exists'}",
                "{'spec.type.service': true}",
                "{'relations.ownedBy': 'group:default/team-b'}",
                "{'relations.dependsOn': 'exists'}",
                "{'relations.type': 'ownedBy'}",
                "{'': 'exists'}"
            })
    void shouldNotSelect(String filter) {
        // When
        boolean selected = EntityFilter.of(json(filter)).matches(ENTITY);

        // Then
        assertThat(selected).isFalse();
    }

    @Test
    void shouldSelectByAnExplicitNamespace() {
        // Given
        Entity other = Entity.of(
                json("{'apiVersion': 'v1', 'kind': 'Component', 'metadata': {'name': 'a', 'namespace': 'other'}}"));

        // When
        boolean selected =
                EntityFilter.of(json("{'metadata.namespace': 'default'}")).matches(other);

        // Then
        assertThat(selected).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "'kind'",
                "[7]",
                "[[{}]]",
                "{'kind': {}}",
                "{'kind': null}",
                "{'kind': [null]}",
                "{'k': [[]]}"
            })
    void shouldRefuseWhatIsNoFilter(String filter) {
        // When
        assertThatThrownBy(() -> EntityFilter.of(json(filter)))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds");
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
