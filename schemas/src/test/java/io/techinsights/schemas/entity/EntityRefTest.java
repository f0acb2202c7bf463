package io.techinsights.schemas.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityRefTest {
    @ParameterizedTest
    @CsvSource({
        "component:petstore, component, default, petstore",
        "component:default/petstore, component, default, petstore",
        "Component:My-Team/Pet.Store, component, my-team, pet.store",
        "component:a:b, component, default, a:b",
        "component:a/b/c, component, a, b/c",
        "component:a/b:c, component, a, b:c",
        "component:a:b/c, component, a:b, c"
    })
    void shouldParseAsBackstageDoes(String text, String kind, String namespace, String name) {
        // When
        EntityRef ref = EntityRef.parse(text);

        // Then
        assertThat(ref).isEqualTo(new EntityRef(kind, namespace, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"petstore", "default/petstore", ":petstore", ":default/petstore", "a/b:c"})
    void shouldRefuseAReferenceWithoutKind(String text) {
        // When
        assertThatThrownBy(() -> EntityRef.parse(text))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\" had missing or empty kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"component:", "component:default/", "component:/petstore", "component:/"})
    void shouldRefuseAReferenceWithAnEmptyPart(String text) {
        // When
        assertThatThrownBy(() -> EntityRef.parse(text))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\" was not on the form [<kind>:][<namespace>/]<name>");
    }

    @Test
    void shouldRefuseAnEmptyReference() {
        // When
        assertThatThrownBy(() -> EntityRef.parse(""))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my-kind:default/a",
                "1kind:default/a",
                "kind:My_Space/a",
                "kind:-space/a",
                "kind:space-/a",
                "kind:default/-a",
                "kind:default/a.",
                "kind:default/a b",
                "kind:default/a#b",
                "kind:default/ä",
                "kind:default/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void shouldRefuseToStoreUnderWhatBreaksTheNamingRules(String text) {
        // When
        assertThatThrownBy(() -> EntityRef.parseStrict(text))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not valid: expected 1 to 63 of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"API:default/a", "kind2:0/A_b-c.D", "kind:a--b/0"})
    void shouldStoreUnderWhatKeepsTheNamingRules(String text) {
        // When
        EntityRef ref = EntityRef.parseStrict(text);

        // Then
        assertThat(ref).hasToString(text.toLowerCase(Locale.ROOT)).isEqualTo(EntityRef.parse(ref.toString()));
    }

    @Test
    void shouldSortAsText() {
        // When
        Stream<EntityRef> sorted = Stream.of("system:a/a", "component:b/a", "component:a/b")
                .map(EntityRef::parse)
                .sorted();

        // Then
        assertThat(sorted)
                .extracting(EntityRef::toString)
                .containsExactly("component:a/b", "component:b/a", "system:a/a");
    }
}
