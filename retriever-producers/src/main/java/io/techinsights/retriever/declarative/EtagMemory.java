package io.techinsights.retriever.declarative;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers what was made of the last answer to a request, with the answer's ETag, so that it need not be sent again
 * while it is the same. Bounded: what was not used for longest is forgotten.
 */
final class EtagMemory<T> {
    private static final int MAX = 10_000;

    private final Map<HttpCall, Remembered<T>> answers = new LinkedHashMap<>(16, 0.75f, true);

    /** What was made of an answer. */
    record Remembered<T>(String etag, T made) {}

    /** Of this request. */
    synchronized Optional<Remembered<T>> of(HttpCall call) {
        return Optional.ofNullable(answers.get(call));
    }

    /** Remembers it where the answer has an ETag, and forgets the request where it has none. */
    synchronized void remember(HttpCall call, Answer answer, T made) {
        Optional<String> etag = answer.header("ETag").filter(HeaderRules::isValue);
        answers.remove(call);
        if (etag.isPresent()) {
            answers.put(call, new Remembered<>(etag.get(), made));
        }
        if (answers.size() > MAX) {
            answers.remove(answers.keySet().iterator().next());
        }
    }
}
