package io.techinsights.schemas.fact;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactEvolutionTest {
    private static final SchemaValidator FULL_TRANSITIVE =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    /** Facts of one retriever as they were and as they became: a name that both have keeps its type. */
    record Change(Map<String, FactType> before, Map<String, FactType> after) {}

    @Provide
    Arbitrary<Change> changes() {
        return Combinators.combine(FactArbitraries.observations(), FactArbitraries.observations())
                .as((before, added) -> {
                    var after = new LinkedHashMap<>(added.types());
                    after.replaceAll((name, type) -> before.types().getOrDefault(name, type));
                    return new Change(before.types(), after);
                });
    }

    @Property(tries = 200)
    void shouldBeCompatibleBothWaysWhereFactsComeAndGo(@ForAll("changes") Change change) {
        // Given
        Schema before = FactRecords.schemaOf(TestFacts.schema("r", change.before()));
        Schema after = FactRecords.schemaOf(TestFacts.schema("r", change.after()));

        // When
        assertThatCode(() -> FULL_TRANSITIVE.validate(after, List.of(before)))

                // Then
                .doesNotThrowAnyException();
    }

    @Test
    void shouldBeCompatibleOverManyVersions() {
        // Given
        Schema first = FactRecords.schemaOf(TestFacts.schema("r", Map.of("a", FactType.STRING)));
        Schema second = FactRecords.schemaOf(TestFacts.schema("r", Map.of("b", FactType.SET)));
        Schema third = FactRecords.schemaOf(TestFacts.schema("r", Map.of("a", FactType.STRING, "c", FactType.OBJECT)));

        // When
        assertThatCode(() -> FULL_TRANSITIVE.validate(third, List.of(first, second)))

                // Then
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(
            value = FactType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STRING", "DATETIME", "OBJECT"})
    void shouldBeIncompatibleWhereAFactChangesItsType(FactType type) {
        // Given
        Schema before = FactRecords.schemaOf(TestFacts.schema("r", Map.of("a", FactType.STRING)));
        Schema after = FactRecords.schemaOf(TestFacts.schema("r", Map.of("a", type)));

        // When
        assertThatThrownBy(() -> FULL_TRANSITIVE.validate(after, List.of(before)))

                // Then
                .isInstanceOf(SchemaValidationException.class);
    }
}
