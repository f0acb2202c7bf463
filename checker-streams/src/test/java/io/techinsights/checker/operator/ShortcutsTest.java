package io.techinsights.checker.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import io.techinsights.schemas.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShortcutsTest {
    private static final List<JsonNode> FACTS = Stream.of(
                    ShortcutTest.VALUES.stream(),
                    DoubleStream.of(
                                    Double.NEGATIVE_INFINITY,
                                    -Double.MAX_VALUE,
                                    -Double.MIN_VALUE,
                                    Double.MIN_VALUE,
                                    Math.nextDown(1.0),
                                    Math.nextUp(1.0),
                                    1.25,
                                    Double.MAX_VALUE)
                            .mapToObj(DoubleNode::valueOf),
                    Stream.of("[\"ab\", \"a\"]", "[\"b\", null, \"1\"]", "2147483648", "1e30")
                            .map(Json::parse))
            .<JsonNode>flatMap(facts -> facts)
            .toList();

    private final Operators operators = new Operators(List.of());

    @Test
    void shouldSayOfEachFactWhatEachShortcutSays() {
        // Given
        List<Shortcut> all = shortcuts();
        List<String> differences = new ArrayList<>();

        // When
        for (int from = 0; from < all.size(); from += Answers.SIZE) {
            List<Shortcut> some = all.subList(from, Math.min(all.size(), from + Answers.SIZE));
            differences.addAll(differences(some));
            some.forEach(one -> differences.addAll(differences(List.of(one))));
        }

        // Then
        assertThat(all).hasSizeGreaterThan(4 * Answers.SIZE);
        assertThat(differences).isEmpty();
    }

    /** Of every operator beside every value, the same ones side by side each time. */
    private List<Shortcut> shortcuts() {
        List<Shortcut> all = new ArrayList<>();
        for (String name : ShortcutTest.NAMES) {
            ShortcutTest.VALUES.forEach(value -> all.add(Shortcut.of(operators.get(name), value)));
        }
        Collections.shuffle(all, new Random(1));
        return all;
    }

    private static List<String> differences(List<Shortcut> some) {
        Map<Integer, Shortcut> byNumber = new HashMap<>();
        some.forEach(one -> byNumber.put(byNumber.size(), one));
        var shortcuts = new Shortcuts(byNumber);
        List<String> differences = new ArrayList<>();
        for (JsonNode fact : FACTS) {
            var answers = new Answers();
            shortcuts.test(fact, answers);
            byNumber.forEach((number, one) -> {
                int said = answers.isDecided(number) ? answers.holds(number) ? 1 : 0 : Shortcut.UNDECIDED;
                if (said != one.test(fact)) {
                    differences.add(fact + ": " + said + " and not " + one.test(fact));
                }
            });
        }
        return differences;
    }
}
