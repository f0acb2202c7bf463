package io.techinsights.checker.js;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.Map;

/** What JavaScript calls an own property: of an object, and also of a list and of a text. */
final class JsProperty {
    private JsProperty() {}

    /** The property of that name; missing where there is none. */
    static JsonNode of(JsonNode node, String name) {
        if (node.isObject()) {
            return node.path(name);
        }
        if (!node.isArray() && !node.isTextual()) {
            return MissingNode.getInstance();
        }
        int size = node.isArray() ? node.size() : node.textValue().length();
        if (name.equals("length")) {
            return IntNode.valueOf(size);
        }
        int index = index(name);
        if (index < 0 || index >= size) {
            return MissingNode.getInstance();
        }
        return node.isArray()
                ? node.get(index)
                : TextNode.valueOf(node.textValue().substring(index, index + 1));
    }

    /** The elements of a list, or the values of an object: those under an index first, by index, then in order. */
    static Iterable<JsonNode> children(JsonNode node) {
        boolean indexed = false;
        for (var names = node.fieldNames(); names.hasNext() && !indexed; ) {
            indexed = index(names.next()) >= 0;
        }
        return indexed
                ? node.properties().stream()
                        .sorted(Comparator.comparingInt(JsProperty::position))
                        .map(Map.Entry::getValue)
                        .toList()
                : node;
    }

    private static int position(Map.Entry<String, JsonNode> property) {
        int index = index(property.getKey());
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    /** -1 unless the name is an index in the one way it may be written. */
    private static int index(String name) {
        boolean digits = !name.isEmpty() && name.length() < 10 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && (name.length() == 1 || name.charAt(0) != '0') ? Integer.parseInt(name) : -1;
    }
}
