package io.techinsights.checker.js;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.techinsights.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSONPath into a fact, with the answers of npm's jsonpath-plus and {@code wrap: false}: one value where the path can
 * lead to one only, a list where it may lead to many, undefined where it leads nowhere. Of a fact that is no list or
 * object the path is ignored.
 *
 * @param text as it was written
 */
public record FactPath(String text, List<PathStep> steps) {

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException where it is no path, or uses what is not supported; the message says which
     */
    public static FactPath of(String text) {
        return new FactPath(text, new PathReader(text).read());
    }

    /** What the path leads to in a fact; a missing node where that is nothing. */
    public JsonNode in(JsonNode fact) {
        if (!fact.isContainerNode()) {
            return fact;
        }
        var matches = new Matches(new ArrayList<>(2));
        follow(fact, 0, false, matches);
        return matches.result();
    }

    private void follow(JsonNode node, int next, boolean many, Matches matches) {
        if (next == steps.size()) {
            matches.found.add(new Match(node, many));
        } else {
            steps.get(next).from(node, many, new Onward(next, matches));
        }
    }

    /** Where a step leads to. */
    private record Match(JsonNode node, boolean many) {}

    private record Matches(List<Match> found) {
        JsonNode result() {
            if (found.isEmpty()) {
                return MissingNode.getInstance();
            }
            if (found.size() == 1 && !found.get(0).many()) {
                return found.get(0).node();
            }
            var list = Json.array();
            found.forEach(match -> list.add(match.node()));
            return list;
        }
    }

    /** What a step calls for each node it leads to. */
    final class Onward {
        private final int step;
        private final Matches matches;

        private Onward(int step, Matches matches) {
            this.step = step;
            this.matches = matches;
        }

        /** Goes on with the step after this one. */
        void next(JsonNode node, boolean many) {
            follow(node, step + 1, many, matches);
        }

        /** Takes this step again from here. */
        void again(JsonNode node, boolean many) {
            follow(node, step, many, matches);
        }
    }
}
