package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import java.util.Optional;

/**
 * Gathers the items of all pages of an answer.
 *
 * @param items finds them in a page; the page itself where there is none
 * @param maxAnswer bytes of all pages together
 */
record Pages(Optional<Pagination> pagination, Optional<Expression> items, int maxAnswer) {

    /** Whether a request is answered by one document, which facts are found in as it is. */
    boolean isWhole() {
        return pagination.isEmpty() && items.isEmpty();
    }

    /** The first request of this one. */
    HttpCall first(HttpCall call) {
        return pagination.map(pages -> pages.first(call)).orElse(call);
    }

    /**
     * All items.
     *
     * @param first the answer to the first request, which has been sent already
     * @throws ObservationException where a page is no list, is not there, or there are too many
     */
    JsonNode all(Answer first, HttpCalls calls) throws ObservationException, InterruptedException {
        ArrayNode all = Json.array();
        Answer answer = first;
        long bytes = 0;
        for (int number = 0; ; number++) {
            JsonNode page = answer.json();
            JsonNode list = list(page, answer);
            list.forEach(all::add);
            bytes += answer.bytes();
            Optional<HttpCall> next =
                    pagination.isEmpty() ? Optional.empty() : pagination.get().next(answer, page, number, list.size());
            if (next.isEmpty()) {
                return all;
            }
            if (number + 1 >= pagination.get().maxPages() || bytes > maxAnswer) {
                throw new ObservationException(first.call() + " has more than "
                        + (bytes > maxAnswer ? maxAnswer + " bytes (maxAnswer)" : (number + 1) + " pages (maxPages)"));
            }
            answer = calls.send(next.get());
            if (!answer.isSuccess()) {
                throw new ObservationException(next.get() + " was answered " + answer.status());
            }
        }
    }

    private JsonNode list(JsonNode page, Answer answer) throws ObservationException {
        JsonNode list = items.isPresent()
                ? items.get().find(page, FactType.SET).orElseGet(Json::array)
                : page.isMissingNode() ? Json.array() : page;
        if (!list.isArray()) {
            throw new ObservationException(answer.call() + ": "
                    + items.map(expression -> "items (" + expression.text() + ")")
                            .orElse("the page")
                    + " is no list");
        }
        return list;
    }
}
