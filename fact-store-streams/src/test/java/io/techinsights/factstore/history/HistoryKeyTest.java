package io.techinsights.factstore.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class HistoryKeyTest {
    @Provide
    Arbitrary<HistoryKey> keys() {
        Arbitrary<EntityRef> entities = Arbitraries.of(
                        "component:default/a", "component:default/a-b", "component:default/ab", "api:default/a.b")
                .map(EntityRef::parse);
        Arbitrary<String> ids = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(4)
                .filter(id -> id.indexOf('\0') < 0
                        && StandardCharsets.UTF_8.newEncoder().canEncode(id));
        Arbitrary<String> near = Arbitraries.strings()
                .withChars("ab\u0001#/\u00e9")
                .ofMinLength(1)
                .ofMaxLength(3);
        return Combinators.combine(entities, Arbitraries.oneOf(ids, near), Arbitraries.longs())
                .as((entity, id, time) -> new HistoryKey(new EntityKey(entity, id), time));
    }

    @Property
    void shouldReadWhatItWrote(@ForAll("keys") HistoryKey key) {
        assertThat(HistoryKey.of(key.bytes())).isEqualTo(key);
    }

    @Property
    void shouldSortByEntityThenRetrieverThenNewestFirst(
            @ForAll("keys") HistoryKey left, @ForAll("keys") HistoryKey right) {
        // Given
        Comparator<HistoryKey> order = Comparator.<HistoryKey, byte[]>comparing(
                        key -> utf8(key.owner().entity().toString()), Arrays::compareUnsigned)
                .thenComparing(key -> utf8(key.owner().id()), Arrays::compareUnsigned)
                .thenComparing(Comparator.comparingLong(HistoryKey::observedAt).reversed());

        // When
        int byBytes = Arrays.compareUnsigned(left.bytes(), right.bytes());

        // Then
        assertThat(Integer.signum(byBytes)).isEqualTo(Integer.signum(order.compare(left, right)));
    }

    @Test
    void shouldSayWhatIsWrongWithBytesThatAreNoKey() {
        for (byte[] bytes : List.of(new byte[0], new byte[8], "component:default/a".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> HistoryKey.of(bytes))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("expected entity, 0, retriever, 0 and eight bytes of time");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
