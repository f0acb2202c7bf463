package io.techinsights.checker.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Up to 64 shortcuts beside one fact. Where the fact stands among the values that they compare with says what all of them say of
 * it, so it is looked at once; which they say where was learnt from them.
 */
public final class Shortcuts {
    private final Map<Integer, Shortcut> byNumber;
    private final long ofNumbers;
    private final long ofFlags;
    private final long ofTexts;
    private final long ofLists;
    private final Scale numbers;
    private final long[] flags;
    private final Vocabulary texts;
    private final Vocabulary elements;
    private final long noElement;

    /** By numbers below 64. */
    public Shortcuts(Map<Integer, Shortcut> byNumber) {
        this.byNumber = Map.copyOf(byNumber);
        ofNumbers = decided(DoubleNode.valueOf(0));
        ofFlags = decided(BooleanNode.TRUE);
        ofTexts = decided(TextNode.valueOf(""));
        ofLists = decided(Json.array());
        numbers = new Scale(
                byNumber.values().stream().mapToDouble(Shortcut::number),
                number -> saying(1, DoubleNode.valueOf(number)));
        flags = new long[] {saying(1, BooleanNode.FALSE), saying(1, BooleanNode.TRUE)};
        Set<String> words = byNumber.values().stream()
                .flatMap(shortcut -> shortcut.texts().stream())
                .collect(Collectors.toSet());
        texts = new Vocabulary(words, text -> saying(1, TextNode.valueOf(text)));
        noElement = saying(1, Json.array());
        elements = new Vocabulary(words, text -> saying(1, Json.array().add(text)) ^ noElement);
    }

    private long decided(JsonNode fact) {
        return saying(0, fact) | saying(1, fact);
    }

    private long saying(int answer, JsonNode fact) {
        return byNumber.entrySet().stream()
                .filter(one -> one.getValue().test(fact) == answer)
                .mapToLong(one -> 1L << one.getKey())
                .sum();
    }

    /** Adds the answer of each that has one. */
    public void test(JsonNode fact, Answers answers) {
        if (fact instanceof NumericNode) {
            answers.add(ofNumbers, numbers.of(fact.doubleValue()));
        } else if (fact instanceof BooleanNode) {
            answers.add(ofFlags, flags[fact.booleanValue() ? 1 : 0]);
        } else if (fact instanceof TextNode) {
            answers.add(ofTexts, texts.of(fact.textValue()));
        } else if (fact instanceof ArrayNode) {
            answers.add(ofLists, noElement ^ changed(fact));
        }
    }

    private long changed(JsonNode list) {
        long changed = 0;
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof TextNode element) {
                changed |= elements.of(element.textValue());
            }
        }
        return changed;
    }
}
