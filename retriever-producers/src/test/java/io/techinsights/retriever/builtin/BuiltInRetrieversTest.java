package io.techinsights.retriever.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.api.FactSink;
import io.techinsights.retriever.api.RetrieverContext;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class BuiltInRetrieversTest {
    private record Given(Entity entity) implements RetrieverContext {
        @Override
        public Stream<Entity> entities() {
            return Stream.of(entity);
        }

        @Override
        public Stream<Entity> entities(EntityFilter filter) {
            return entities().filter(filter::matches);
        }

        @Override
        public ObjectNode config() {
            return Json.object();
        }

        @Override
        public Logger log() {
            return LoggerFactory.getLogger(BuiltInRetrieversTest.class);
        }

        @Override
        public InstantSource clock() {
            return InstantSource.fixed(Instant.EPOCH);
        }
    }

    private static final class Rows implements FactSink {
        private final Map<String, JsonNode> facts = new TreeMap<>();

        @Override
        public void emit(EntityRef entity, Map<String, JsonNode> emitted) {
            facts.putAll(emitted);
        }

        @Override
        public void emit(EntityRef entity, Map<String, JsonNode> emitted, Instant observedAt) {
            facts.putAll(emitted);
        }
    }

    private static String facts(FactRetriever retriever, String metadata, String spec) throws Exception {
        Entity entity =
                Entity.of(Json.parse("{\"apiVersion\":\"v1\",\"kind\":\"Component\",\"metadata\":{\"name\":\"a\""
                        + metadata + "},\"spec\":" + spec + "}"));
        var rows = new Rows();
        retriever.retrieve(new Given(entity), rows);
        return rows.facts.toString();
    }

    @Test
    void shouldBeFoundWithTheSchemasThatUpstreamAnswersWith() {
        // Given
        Map<String, String> expected = Map.of(
                "entityMetadataFactRetriever 0.0.1",
                "{hasTitle=The entity has a title in metadata, hasDescription=The entity has a description in metadata,"
                        + " hasTags=The entity has tags in metadata} -",
                "entityOwnershipFactRetriever 0.0.1",
                "{hasOwner=The spec.owner field is set, hasGroupOwner=The spec.owner field is set and refers to a group}"
                        + " [{\"kind\":[\"component\",\"domain\",\"system\",\"api\",\"resource\",\"template\"]}]",
                "techdocsFactRetriever 0.1.0",
                "{hasAnnotationBackstageIoTechdocsRef=The entity has a TechDocs reference annotation,"
                        + " hasAnnotationBackstageIoTechdocsEntity=The entity has a TechDocs entity annotation} -");

        // When
        Map<String, String> found = new TreeMap<>();
        ServiceLoader.load(FactRetriever.class).forEach(retriever -> {
            Map<String, String> schema = new java.util.LinkedHashMap<>();
            retriever.schema().forEach((name, fact) -> schema.put(name, fact.description()));
            found.put(
                    retriever.id() + " " + retriever.version(),
                    schema + " "
                            + retriever
                                    .entityFilter()
                                    .map(filter -> Json.write(filter.json()))
                                    .orElse("-"));
        });

        // Then
        assertThat(found).containsAllEntriesOf(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; false; false; false",
                ",\"title\":\"\",\"description\":null,\"tags\":[]; false; false; false",
                ",\"title\":\"t\",\"description\":\"d\",\"tags\":[\"x\"]; true; true; true",
                ",\"title\":0,\"description\":false,\"tags\":7; false; false; false",
                ",\"title\":[],\"description\":{},\"tags\":\"x\"; true; true; true",
                ",\"title\":\"false\",\"description\":0.5,\"tags\":{\"a\":1}; true; true; true",
            })
    void shouldSeeMetadataAsJavaScriptDoes(String metadata, boolean title, boolean description, boolean tags)
            throws Exception {
        // Given
        var retriever = new EntityMetadataRetriever();

        // When
        String facts = facts(retriever, metadata, "{}");

        // Then
        assertThat(facts)
                .isEqualTo("{hasDescription=" + description + ", hasTags=" + tags + ", hasTitle=" + title + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "null; false; false",
                "{}; false; false",
                "{\"owner\":\"\"}; false; false",
                "{\"owner\":\"team-a\"}; true; true",
                "{\"owner\":\"user:jane\"}; true; false",
                "{\"owner\":\"User:jane\"}; true; true",
                "{\"owner\":7}; true; true",
                "{\"owner\":[\"user:jane\"]}; true; false",
                "{\"owner\":{}}; true; true",
            })
    void shouldSeeOwnersAsJavaScriptDoes(String spec, boolean owner, boolean group) throws Exception {
        // Given
        var retriever = new EntityOwnershipRetriever();

        // When
        String facts = facts(retriever, "", spec);

        // Then
        assertThat(facts).isEqualTo("{hasGroupOwner=" + group + ", hasOwner=" + owner + "}");
    }

    @Test
    void shouldSeeTechDocsAnnotations() throws Exception {
        // Given
        String metadata =
                ",\"annotations\":{\"backstage.io/techdocs-ref\":\"dir:.\",\"backstage.io/techdocs-entity\":\"\"}";

        // When
        String facts = facts(new TechDocsRetriever(), metadata, "{}");

        // Then
        assertThat(facts)
                .isEqualTo("{hasAnnotationBackstageIoTechdocsEntity=false, hasAnnotationBackstageIoTechdocsRef=true}");
    }
}
