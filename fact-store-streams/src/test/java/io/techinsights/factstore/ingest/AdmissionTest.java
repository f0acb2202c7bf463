package io.techinsights.factstore.ingest;

import static io.techinsights.factstore.FactStoreDriver.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.factstore.FactStoreDriver;
import io.techinsights.factstore.latest.Origin;
import io.techinsights.factstore.schema.AnnouncedSchemas;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.registry.SchemaRegistry;
import io.techinsights.schemas.registry.WireFormat;
import io.techinsights.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final EntityRef PETSTORE = EntityRef.parse("component:default/petstore");
    private static final int LATEST = 1000;
    private final MoodyRegistry registry = new MoodyRegistry();
    private final Topics topics = new Topics("", registry, List.of());
    private final AnnouncedSchemas announced = new AnnouncedSchemas();
    private final Admission admission = new Admission(topics, announced, 1);

    private static final class MoodyRegistry implements SchemaRegistry {
        private final SchemaRegistry memory = new InMemorySchemaRegistry();
        private @Nullable RegistryException mood;

        /** As a registry that has ids of its own for each subject. */
        @Override
        public int register(String subject, Schema schema) {
            boolean latest = subject.startsWith("latest-facts");
            if (mood != null && latest) {
                throw mood;
            }
            return memory.register(subject, schema) + (latest ? LATEST : 0);
        }

        @Override
        public void requireCompatible(String subject, Schema schema) {
            memory.requireCompatible(subject, schema);
        }

        @Override
        public Schema byId(int id) {
            return memory.byId(id % LATEST);
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

    @Test
    void shouldGiveEveryRowTheSchemaIdOfTheLatestFacts() {
        // When
        List<Decision> decisions = List.of(decide(START), decide(START.plusSeconds(1)));

        // Then
        assertThat(decisions).allSatisfy(decision -> {
            AdmittedFact fact = ((Decision.Admitted) decision).fact();
            assertThat(WireFormat.schemaId(fact.bytes().get())).isEqualTo(LATEST + 1);
            assertThat(admission.row(fact).observedAt().toEpochMilli()).isEqualTo(fact.observedAt());
        });
    }

    @Test
    void shouldJudgeByWhatIsAnnouncedNow() {
        // Given
        decide();
        announced.accept("r", Optional.of(announcement(FactType.INTEGER)));
        Decision fits = decide();
        announced.accept("r", Optional.of(announcement(FactType.STRING)));

        // When
        Decision decision = decide();

        // Then
        assertThat(fits).isInstanceOf(Decision.Admitted.class);
        assertThat(((Decision.Refused) decision).reason()).contains("fact 'revision': expected a string, got 1");
    }

    private static FactSchema announcement(FactType type) {
        return new FactSchema(
                "r",
                "1.0.0",
                null,
                null,
                null,
                new FactLifecycle.Keep(),
                null,
                "facts",
                FactSchema.ORIGIN_RETRIEVER,
                Map.of("revision", FactDefinition.of(type, "Revision")));
    }

    @Test
    void shouldRefuseAFactFromTooFarAheadAfterOthers() {
        // Given
        decide();

        // Then
        assertThat(decide(START.plus(Admission.HORIZON))).isInstanceOf(Decision.Admitted.class);
        assertThat(decide(START.plus(Admission.HORIZON).plusMillis(1))).isInstanceOf(Decision.Refused.class);
    }

    private Decision decide() {
        return decide(START);
    }

    private Decision decide(Instant observedAt) {
        var row = FactStoreDriver.row("r", PETSTORE, observedAt, 1);
        var schema = FactRecords.schemaOf(FactStoreDriver.schema("r", new FactLifecycle.Keep()));
        byte[] value = topics.facts("facts").value().serializer().serialize("facts", FactRecords.toRecord(schema, row));
        return admission.decide(
                PETSTORE.toString().getBytes(StandardCharsets.UTF_8), value, new Origin("facts", 0, 0), START);
    }
}
