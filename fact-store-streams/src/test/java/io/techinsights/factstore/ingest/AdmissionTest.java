package io.techinsights.factstore.ingest;

import static io.techinsights.factstore.FactStoreDriver.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.factstore.FactStoreDriver;
import io.techinsights.factstore.latest.Origin;
import io.techinsights.factstore.schema.AnnouncedSchemas;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.registry.SchemaRegistry;
import io.techinsights.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final EntityRef PETSTORE = EntityRef.parse("component:default/petstore");
    private final MoodyRegistry registry = new MoodyRegistry();
    private final Topics topics = new Topics("", registry, List.of());
    private final Admission admission = new Admission(topics, new AnnouncedSchemas(), 1);

    private static final class MoodyRegistry implements SchemaRegistry {
        private final SchemaRegistry memory = new InMemorySchemaRegistry();
        private @Nullable RegistryException mood;

        @Override
        public int register(String subject, Schema schema) {
            if (mood != null && subject.startsWith("latest-facts")) {
                throw mood;
            }
            return memory.register(subject, schema);
        }

        @Override
        public void requireCompatible(String subject, Schema schema) {
            memory.requireCompatible(subject, schema);
        }

        @Override
        public Schema byId(int id) {
            return memory.byId(id);
        }
    }

    @Test
    void shouldNotJudgeWhileTheRegistryIsAway() {
        // Given
        registry.mood = new RegistryException.Unavailable("away", null);

        // Then
        assertThatThrownBy(this::decide).isSameAs(registry.mood);
    }

    @Test
    void shouldRefuseWhatTheRegistryWillNotTakeForTheLatestFacts() {
        // Given
        registry.mood = new RegistryException.Refused(409, "incompatible with an earlier schema");

        // When
        Decision decision = decide();

        // Then
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        assertThat(((Decision.Refused) decision).reason()).isEqualTo("incompatible with an earlier schema");
    }

    @Test
    void shouldAdmitWhatFits() {
        assertThat(decide()).isInstanceOf(Decision.Admitted.class);
    }

    private Decision decide() {
        var row = FactStoreDriver.row("r", PETSTORE, START, 1);
        var schema = FactRecords.schemaOf(FactStoreDriver.schema("r", new FactLifecycle.Keep()));
        byte[] value = topics.facts("facts").value().serializer().serialize("facts", FactRecords.toRecord(schema, row));
        return admission.decide(
                PETSTORE.toString().getBytes(StandardCharsets.UTF_8), value, new Origin("facts", 0, 0), START);
    }
}
