package io.techinsights.checker.js;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One step of a {@link FactPath}. */
sealed interface PathStep {

    /** Calls {@code onward} for each node that the step leads to, with whether it is one of possibly many. */
    void from(JsonNode node, boolean many, FactPath.Onward onward);

    /** A property: a key of an object, an index of a list or a text, or the length of either. */
    record Child(String name) implements PathStep {
        @Override
        public void from(JsonNode node, boolean many, FactPath.Onward onward) {
            JsonNode child = JsProperty.of(node, name);
            if (!child.isMissingNode() && JsValue.isTruthy(node)) {
                onward.next(child, many);
            }
        }
    }

    /** Every element or value. */
    record Wildcard() implements PathStep {
        @Override
        public void from(JsonNode node, boolean many, FactPath.Onward onward) {
            JsProperty.children(node).forEach(child -> onward.next(child, true));
        }
    }

    /** The node itself and everything below it. */
    record Descendants() implements PathStep {
        @Override
        public void from(JsonNode node, boolean many, FactPath.Onward onward) {
            onward.next(node, many);
            for (JsonNode child : JsProperty.children(node)) {
                if (child.isContainerNode() || child.isNull()) {
                    onward.again(child, true);
                }
            }
        }
    }

    /** Elements of a list; a negative bound counts from its end, and an end of zero is none. */
    record Slice(int start, int end, int step) implements PathStep {
        @Override
        public void from(JsonNode node, boolean many, FactPath.Onward onward) {
            if (!node.isArray()) {
                return;
            }
            int size = node.size();
            int last = bound(end == 0 ? size : end, size);
            for (int i = bound(start, size); i < last; i += step) {
                onward.next(node.get(i), true);
            }
        }

        private static int bound(int bound, int size) {
            return bound < 0 ? Math.max(0, bound + size) : Math.min(size, bound);
        }
    }

    /** Several steps beside each other. */
    record Union(List<PathStep> parts) implements PathStep {
        @Override
        public void from(JsonNode node, boolean many, FactPath.Onward onward) {
            parts.forEach(part -> part.from(node, true, onward));
        }
    }

    /** The elements or values that an expression is true of. */
    record Filter(PathExpression expression) implements PathStep {
        @Override
        public void from(JsonNode node, boolean many, FactPath.Onward onward) {
            for (JsonNode child : JsProperty.children(node)) {
                if (JsValue.isTruthy(expression.of(child))) {
                    onward.next(child, true);
                }
            }
        }
    }

    /** The property that an expression names; an index out of range is an error, as in jsonpath-plus. */
    record Computed(PathExpression expression) implements PathStep {
        @Override
        public void from(JsonNode node, boolean many, FactPath.Onward onward) {
            JsonNode name = expression.of(node);
            JsonNode child = JsProperty.of(node, JsValue.toText(name));
            if (child.isMissingNode() && !name.isTextual()) {
                throw new JsTypeError("there is no element " + JsValue.toText(name));
            }
            new Child(JsValue.toText(name)).from(node, many, onward);
        }
    }
}
