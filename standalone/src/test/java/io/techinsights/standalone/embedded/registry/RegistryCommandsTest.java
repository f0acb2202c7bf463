package io.techinsights.standalone.embedded.registry;

import static io.techinsights.standalone.embedded.registry.TestSchemas.NAME;
import static io.techinsights.standalone.embedded.registry.TestSchemas.NAME_AND_OPTIONAL;
import static io.techinsights.standalone.embedded.registry.TestSchemas.NAME_AND_REQUIRED;
import static io.techinsights.standalone.embedded.registry.TestSchemas.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.registry.CompatibilityLevel;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RegistryCommandsTest {
    private final RegistryState state = new RegistryState();
    private final RegistryQueries queries = new RegistryQueries(state);
    private final MemoryLog log = new MemoryLog(state);
    private final RegistryCommands commands = new RegistryCommands(state, log);

    @Test
    void shouldGiveOneIdToOneSchemaWhateverTheSubject() {
        // When
        int first = commands.register("a", NAME);
        int other = commands.register("b", NUMBER);
        int again = commands.register("c", NAME);

        // Then
        assertThat(again).isEqualTo(first).isNotEqualTo(other);
        assertThat(queries.usages(first, false))
                .extracting(SchemaVersion::subject)
                .containsExactly("a", "c");
    }

    @Test
    void shouldRegisterTheSameSchemaOnce() {
        // Given
        int id = commands.register("a", NAME);

        // When
        int again = commands.register("a", NAME);

        // Then
        assertThat(again).isEqualTo(id);
        assertThat(queries.versions("a", false)).hasSize(1);
        assertThat(log.events()).hasSize(1);
    }

    @Test
    void shouldCountVersionsForEachSubject() {
        // Given
        commands.register("a", NAME);
        commands.register("b", NUMBER);

        // When
        commands.register("a", NAME_AND_OPTIONAL);

        // Then
        assertThat(queries.versions("a", false))
                .extracting(SchemaVersion::version)
                .containsExactly(1, 2);
        assertThat(queries.version("a", "latest", false).schema()).isEqualTo(NAME_AND_OPTIONAL.toString());
        assertThat(queries.version("a", "-1", false).version()).isEqualTo(2);
        assertThat(queries.versions("b", false))
                .extracting(SchemaVersion::version)
                .containsExactly(1);
    }

    @Test
    void shouldRefuseAnIncompatibleSchemaNamingFieldAndRule() {
        // Given
        commands.register("a", NAME);

        // When
        assertThatThrownBy(() -> commands.register("a", NAME_AND_REQUIRED))

                // Then
                .isInstanceOf(RegistryProblem.class)
                .hasMessageContaining("subject \"a\"")
                .hasMessageContaining("field 'owner'")
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE")
                .hasMessageContaining("version 1")
                .hasMessageContaining("FULL_TRANSITIVE")
                .extracting(problem -> ((RegistryProblem) problem).code())
                .isEqualTo(409);
        assertThat(queries.versions("a", true)).hasSize(1);
    }

    @Test
    void shouldPreferTheLevelOfTheSubject() {
        // Given
        commands.register("a", NAME);
        commands.chooseLevel("a", CompatibilityLevel.NONE);

        // When
        commands.register("a", NUMBER);

        // Then
        assertThat(queries.versions("a", false)).hasSize(2);
        assertThat(queries.effectiveLevel("b")).isEqualTo(CompatibilityLevel.FULL_TRANSITIVE);
    }

    @Test
    void shouldTakeALevelBack() {
        // Given
        commands.chooseLevel("a", CompatibilityLevel.BACKWARD);
        commands.chooseLevel(null, CompatibilityLevel.NONE);

        // When
        var subject = commands.dropLevel("a");
        var global = commands.dropLevel(null);

        // Then
        assertThat(subject).isEqualTo(CompatibilityLevel.BACKWARD);
        assertThat(global).isEqualTo(CompatibilityLevel.NONE);
        assertThat(queries.effectiveLevel("a")).isEqualTo(CompatibilityLevel.FULL_TRANSITIVE);
        assertCode(40408, () -> commands.dropLevel("a"));
    }

    @Test
    void shouldDeleteSoftlyFirstAndThenForGood() {
        // Given
        int id = commands.register("a", NAME);
        commands.chooseLevel("a", CompatibilityLevel.NONE);
        assertCode(40405, () -> commands.deleteSubject("a", true));

        // When
        assertThat(commands.deleteSubject("a", false)).containsExactly(1);

        // Then
        assertThat(queries.subjects(false)).isEmpty();
        assertThat(queries.subjects(true)).containsExactly("a");
        assertThat(queries.schema(id)).isEqualTo(NAME.toString());
        assertCode(40408, () -> queries.level("a"));
        assertCode(40401, () -> queries.versions("a", false));
        assertCode(40404, () -> commands.deleteSubject("a", false));
        assertThat(commands.deleteSubject("a", true)).containsExactly(1);
        assertThat(queries.subjects(true)).isEmpty();
        assertCode(40403, () -> queries.schema(id));
    }

    @Test
    void shouldRegisterADeletedSchemaAgainAsANewVersionWithItsId() {
        // Given
        int id = commands.register("a", NAME);
        commands.deleteSubject("a", false);

        // When
        int again = commands.register("a", NAME);

        // Then
        assertThat(again).isEqualTo(id);
        assertThat(queries.versions("a", false))
                .extracting(SchemaVersion::version)
                .containsExactly(2);
    }

    @Test
    void shouldNeverGiveAnIdTwiceEvenWhereItsSchemaIsGone() {
        // Given
        int gone = commands.register("a", NAME);
        commands.deleteSubject("a", false);
        commands.deleteSubject("a", true);
        var restarted = new RegistryState();
        log.events().forEach(restarted::apply);

        // When
        int next = new RegistryCommands(restarted, new MemoryLog(restarted)).register("a", NAME);

        // Then
        assertThat(next).isGreaterThan(gone);
    }

    @Test
    void shouldDeleteOneVersion() {
        // Given
        commands.register("a", NAME);
        commands.register("a", NAME_AND_OPTIONAL);
        assertCode(40407, () -> commands.deleteVersion("a", "1", true));

        // When
        assertThat(commands.deleteVersion("a", "latest", false)).isEqualTo(2);

        // Then
        assertThat(queries.version("a", "latest", false).version()).isEqualTo(1);
        assertCode(40406, () -> commands.deleteVersion("a", "2", false));
        assertThat(commands.deleteVersion("a", "2", true)).isEqualTo(2);
        assertCode(40402, () -> commands.deleteVersion("a", "2", true));
        assertCode(40401, () -> commands.deleteVersion("b", "2", true));
        assertCode(42202, () -> commands.deleteVersion("a", "zero", false));
    }

    @Test
    void shouldTakeNothingNewWhileReadOnly() {
        // Given
        int id = commands.register("a", NAME);
        commands.chooseMode(Mode.READONLY);

        // When
        assertCode(42205, () -> commands.register("b", NUMBER));

        // Then
        assertThat(commands.register("a", NAME)).isEqualTo(id);
        assertCode(42205, () -> commands.deleteSubject("a", false));
        assertCode(42205, () -> commands.chooseLevel(null, CompatibilityLevel.NONE));
        commands.chooseMode(Mode.READWRITE);
        assertThat(commands.register("b", NUMBER)).isGreaterThan(id);
    }

    @Test
    void shouldKnowNothingOfWhatWasNotKept() {
        // Given
        log.fail();

        // When
        assertCode(50001, () -> commands.register("a", NAME));

        // Then
        assertThat(queries.subjects(true)).isEmpty();
    }

    private static void assertCode(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(RegistryProblem.class)
                .extracting(problem -> ((RegistryProblem) problem).code())
                .isEqualTo(code);
    }
}
