package io.techinsights.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class PatientRegistryTest {
    private static final Schema SCHEMA = Schema.create(Schema.Type.STRING);
    private final SchemaRegistry memory = new InMemorySchemaRegistry();
    private int away;
    private int asked;

    private SchemaRegistry registry(Duration patience) {
        return new PatientRegistry(
                new SchemaRegistry() {
                    @Override
                    public int register(String subject, Schema schema) {
                        asked++;
                        if (away-- > 0) {
                            throw new RegistryException.Unavailable("away", null);
                        }
                        return memory.register(subject, schema);
                    }

                    @Override
                    public void requireCompatible(String subject, Schema schema) {
                        asked++;
                        if (away-- > 0) {
                            throw new RegistryException.Unavailable("away", null);
                        }
                        memory.requireCompatible(subject, schema);
                    }

                    @Override
                    public Schema byId(int id) {
                        asked++;
                        throw new RegistryException.Refused(40403, "no schema " + id);
                    }
                },
                patience);
    }

    @Test
    void shouldWaitUntilTheRegistryAnswers() {
        // Given
        away = 2;

        // When
        int id = registry(Duration.ofMinutes(1)).register("s", SCHEMA);

        // Then
        assertThat(memory.byId(id)).isEqualTo(SCHEMA);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void shouldGiveUpInTheEnd() {
        // Given
        away = 100;

        // When
        assertThatThrownBy(() -> registry(Duration.ofMillis(600)).register("s", SCHEMA))

                // Then
                .isInstanceOf(RegistryException.Unavailable.class);
    }

    @Test
    void shouldNotWaitWhereTheRegistrySaysNo() {
        // When
        assertThatThrownBy(() -> registry(Duration.ofMinutes(1)).byId(7))

                // Then
                .isInstanceOf(RegistryException.Refused.class);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void shouldStopWaitingWhenInterrupted() {
        // Given
        away = 100;
        Thread.currentThread().interrupt();

        // When
        assertThatThrownBy(() -> registry(Duration.ofMinutes(1)).register("s", SCHEMA))

                // Then
                .isInstanceOf(RegistryException.Unavailable.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
