package io.techinsights.factstore.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class ExpiryKeyTest {
    @Property
    void shouldReadWhatItWrote(
            @ForAll @AlphaChars @StringLength(min = 1, max = 5) String retriever, @ForAll long time) {
        // Given
        var owner = new EntityKey(EntityRef.parse("component:default/a"), retriever);

        // When
        ExpiryKey read = ExpiryKey.of(ExpiryKey.of(owner, time).bytes());

        // Then
        assertThat(read.owner()).isEqualTo(owner);
        assertThat(read.queuedAt()).isEqualTo(time);
    }

    @Property
    void shouldSortTheOldestFirstAndTheFirstPlaceOfATimeBeforeAllOthers(@ForAll long left, @ForAll long right) {
        // Given
        var owner = new EntityKey(EntityRef.parse("component:default/a"), "r");

        // When
        int compared = Arrays.compareUnsigned(
                ExpiryKey.of(owner, left).bytes(), ExpiryKey.first("r", right).bytes());

        // Then
        assertThat(Integer.signum(compared)).isEqualTo(left < right ? -1 : 1);
    }
}
