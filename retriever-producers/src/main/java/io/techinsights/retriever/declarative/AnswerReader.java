package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Sends a request and makes something of its answer; of an answer that did not change, what was made of it before.
 *
 * @param skipMissing whether a 404 means that there is nothing to observe
 */
record AnswerReader<T>(Pages pages, boolean skipMissing, EtagMemory<T> memory) {

    /** Makes something of the document that was answered, or of the list of its items. */
    @FunctionalInterface
    interface Maker<T> {
        /**
         * Makes it.
         *
         * @throws ObservationException where it is not as expected
         */
        T make(JsonNode document) throws ObservationException;
    }

    /**
     * What is made of the answer to this request.
     *
     * @throws SkippedException where nothing is there
     * @throws ObservationException where the answer is none that anything can be made of
     */
    T read(HttpCall request, HttpCalls calls, Maker<T> maker)
            throws SkippedException, ObservationException, InterruptedException {
        HttpCall first = pages.first(request);
        Optional<EtagMemory.Remembered<T>> known = pages.pagination().isEmpty() ? memory.of(first) : Optional.empty();
        Answer answer = calls.send(
                known.map(last -> first.with("If-None-Match", last.etag())).orElse(first));
        if (answer.isNotModified() && known.isPresent()) {
            return known.get().made();
        }
        if (answer.isMissing() && skipMissing) {
            throw new SkippedException("answered " + answer.status());
        }
        if (!answer.isSuccess()) {
            throw new ObservationException(first + " was answered " + answer.status());
        }
        T made = maker.make(pages.isWhole() ? answer.json() : pages.all(answer, calls));
        if (pages.pagination().isEmpty()) {
            memory.remember(first, answer, made);
        }
        return made;
    }
}
