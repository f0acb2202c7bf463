package io.techinsights.checker.operator;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** What is said of a text: the same of all that nobody compares with. */
final class Vocabulary {
    private final Map<String, Long> said = new HashMap<>();
    private final long otherwise;

    /**
     * Learns what is said.
     *
     * @param words that texts are compared with
     * @param sayings what is said of any text, as bits
     */
    Vocabulary(Set<String> words, ToLongFunction<String> sayings) {
        words.forEach(word -> said.put(word, sayings.applyAsLong(word)));
        otherwise = sayings.applyAsLong(String.join(" ", words) + " ");
    }

    /** What is said of a text. */
    long of(String text) {
        Long known = said.get(text);
        return known == null ? otherwise : known;
    }
}
