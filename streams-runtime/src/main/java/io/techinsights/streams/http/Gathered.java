package io.techinsights.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.streams.query.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What instances answered, each for some partitions.
 *
 * @param missing partitions that nobody could answer for now
 * @param reason of one of them
 */
public record Gathered(List<JsonNode> answers, SortedSet<Integer> missing, String reason) {
    /** Says which partitions are missing from an answer. */
    public static final String PARTIAL = "x-tech-insights-partial";

    public Gathered {
        answers = List.copyOf(answers);
        missing = new TreeSet<>(missing);
    }

    /**
     * Makes sure that nothing is missing, unless the client said that it takes what there is ({@code partial=true}).
     *
     * @throws UnavailableException where something is
     */
    public Gathered require(Request request) {
        if (!missing.isEmpty()
                && request.query("partial").filter("true"::equals).isEmpty()) {
            throw new UnavailableException("partitions " + missing + " cannot be asked: " + reason);
        }
        return this;
    }

    /** To be sent with an answer that is made of it. */
    public Map<String, String> headers() {
        return missing.isEmpty()
                ? Map.of()
                : Map.of(PARTIAL, missing.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}
