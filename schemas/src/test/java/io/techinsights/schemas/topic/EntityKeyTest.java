package io.techinsights.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.entity.EntityRef;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityKeyTest {
    @Property(tries = 500)
    void shouldLieWhereKafkasDefaultPartitionerPutsTheEntity(
            @ForAll @AlphaChars @StringLength(min = 1, max = 63) String kind,
            @ForAll @StringLength(min = 1, max = 63) String name,
            @ForAll @IntRange(min = 1, max = 200) int partitions) {
        // Given
        var entity = new EntityRef(kind, "default", name);

        // When
        int partition = EntityKey.partition(entity, partitions);

        // Then
        byte[] key = Topics.key(entity).getBytes(StandardCharsets.UTF_8);
        assertThat(partition).isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions));
    }

    @Property(tries = 500)
    void shouldArriveAsItWasSent(@ForAll @CharRange(to = '\ud7ff') @StringLength(min = 1, max = 40) String id) {
        // Given
        var key = new EntityKey(EntityRef.parse("component:default/petstore"), id);
        try (var serde = EntityKey.serde()) {

            // When
            EntityKey arrived =
                    serde.deserializer().deserialize("t", serde.serializer().serialize("t", key));

            // Then
            assertThat(arrived).isEqualTo(key);
        }
    }

    @Test
    void shouldReadAsEntityAndId() {
        // When
        var key = new EntityKey(EntityRef.parse("component:default/petstore"), "title#Check");

        // Then
        assertThat(key).hasToString("component:default/petstore#title#Check");
        assertThat(EntityKey.parse(key.toString())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "component:default/petstore", "component:default/petstore#", "#id", "petstore#id"})
    void shouldRefuseWhatIsNoKey(String text) {
        // When
        assertThatThrownBy(() -> EntityKey.parse(text))

                // Then
                .isInstanceOf(IllegalArgumentException.class);
    }
}
