package io.techinsights.checker.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.checker.check.Check;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionChangesTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private final Map<String, CheckDefinition> definitions = new HashMap<>();
    private final List<CheckDefinition> history = new ArrayList<>();

    private static Check check(String id, String name) {
        return new Check(id, "t", name, "d", List.of("r"), null, Json.object().put("name", name));
    }

    private DefinitionChanges changes() {
        return new DefinitionChanges(definitions, history, NOW);
    }

    private List<CheckDefinition> apply(List<CheckDefinition> changes) {
        changes.forEach(change -> {
            history.add(change);
            if (change.getWithdrawn()) {
                definitions.remove(change.getId());
            } else {
                definitions.put(change.getId(), change);
            }
        });
        return changes;
    }

    private Edit apply(Edit edit) {
        if (edit instanceof Edit.Done done) {
            apply(List.of(done.definition()));
        }
        return edit;
    }

    private static List<String> describe(List<CheckDefinition> changes) {
        return changes.stream()
                .map(change -> change.getId() + " " + change.getVersion() + " " + change.getOrigin()
                        + (change.getWithdrawn() ? " withdrawn" : ""))
                .toList();
    }

    @Test
    void shouldPublishWhatAFileHoldsAndWithdrawWhatItNoLongerHolds() {
        // Given
        List<CheckDefinition> first =
                apply(changes().toConfiguration(List.of(check("a", "A"), check("b", "B"), check("c", "C"))));

        // When
        List<CheckDefinition> second = apply(changes().toConfiguration(List.of(check("a", "A"), check("c", "other"))));

        // Then
        assertThat(describe(first)).containsExactly("a 1 configuration", "b 1 configuration", "c 1 configuration");
        assertThat(describe(second)).containsExactlyInAnyOrder("b 2 configuration withdrawn", "c 2 configuration");
        assertThat(changes().toConfiguration(List.of(check("a", "A"), check("c", "other"))))
                .isEmpty();
    }

    @Test
    void shouldPublishAnotherOrder() {
        // Given
        apply(changes().toConfiguration(List.of(check("a", "A"), check("b", "B"))));

        // When
        List<CheckDefinition> turned = changes().toConfiguration(List.of(check("b", "B"), check("a", "A")));

        // Then
        assertThat(turned)
                .extracting(change -> change.getId() + " " + change.getPosition())
                .containsExactlyInAnyOrder("b 0", "a 1");
    }

    @Test
    void shouldTakeOverWhatCameOverHttpAndLeaveTheRest() {
        // Given
        apply(changes().put(check("a", "A")));
        apply(changes().put(check("b", "B")));

        // When
        List<CheckDefinition> now = apply(changes().toConfiguration(List.of(check("a", "A"))));

        // Then
        assertThat(describe(now)).containsExactly("a 2 configuration");
        assertThat(changes().toConfiguration(List.of()))
                .extracting(CheckDefinition::getId)
                .containsExactly("a");
    }

    @Test
    void shouldNeverGiveAVersionTwice() {
        // When
        apply(changes().put(check("a", "A")));
        apply(changes().put(check("a", "other")));
        apply(changes().delete("a"));
        Edit again = apply(changes().put(check("a", "A")));

        // Then
        assertThat(again).isInstanceOfSatisfying(Edit.Done.class, done -> {
            assertThat(done.isNew()).isTrue();
            assertThat(done.definition().getVersion()).isEqualTo(4);
        });
        assertThat(history).extracting(CheckDefinition::getVersion).containsExactly(1, 2, 3, 4);
    }

    @Test
    void shouldSayWhenThereIsNothingToDoOrItMayNotBeDone() {
        // Given
        apply(changes().toConfiguration(List.of(check("owned", "O"))));
        apply(changes().put(check("a", "A")));

        // When
        Edit same = changes().put(check("a", "A"));

        // Then
        assertThat(same).isInstanceOf(Edit.Unchanged.class);
        assertThat(changes().put(check("owned", "x"))).isInstanceOf(Edit.Owned.class);
        assertThat(changes().delete("owned")).isInstanceOf(Edit.Owned.class);
        assertThat(changes().delete("never")).isInstanceOf(Edit.Missing.class);
    }
}
