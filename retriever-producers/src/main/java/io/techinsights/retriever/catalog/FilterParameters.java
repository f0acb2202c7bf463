package io.techinsights.retriever.catalog;

import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.entity.EntityFilter.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says an {@link EntityFilter} as Backstage's {@code filter} parameters: conditions that all have to hold are separated
 * by commas, and one of the parameters has to. What cannot be said so that it selects the same entities is refused.
 */
final class FilterParameters {
    private static final int INDEXED_LENGTH = 200;
    private static final Set<String> NOT_INDEXED = Set.of("status", "attachments", "metadata.etag");

    private FilterParameters() {}

    /**
     * The values of the parameters; none where everything is selected.
     *
     * @throws IllegalArgumentException whose message goes on after the name of the setting
     */
    static List<String> of(EntityFilter filter) {
        if (filter.anyOf().isEmpty()) {
            throw new IllegalArgumentException("is an empty list, which selects nothing: expected a map");
        }
        if (filter.anyOf().stream().anyMatch(Map::isEmpty)) {
            return List.of();
        }
        return filter.anyOf().stream().map(FilterParameters::parameter).toList();
    }

    private static String parameter(Map<String, Condition> allOf) {
        List<String> statements = new ArrayList<>();
        allOf.forEach((path, condition) -> {
            requirePath(path);
            if (condition instanceof Condition.OneOf oneOf) {
                if (oneOf.values().isEmpty()) {
                    throw new IllegalArgumentException(
                            "path '" + path + "' holds an empty list, which selects nothing");
                }
                oneOf.values().forEach(value -> statements.add(path + "=" + value(path, value)));
            } else {
                statements.add(path);
            }
        });
        return String.join(",", statements);
    }

    private static void requirePath(String path) {
        if (path.isEmpty() || path.matches(".*[,=].*") || !path.equals(path.strip())) {
            throw new IllegalArgumentException("path '" + path
                    + "' is not one that Backstage can be asked for: expected no comma, no '=' and no blank around it");
        }
        String top = path.replaceFirst("\\..*", "");
        if (path.length() > INDEXED_LENGTH || NOT_INDEXED.contains(path) || NOT_INDEXED.contains(top)) {
            throw new IllegalArgumentException("path '" + path + "' is not in Backstage's search index");
        }
    }

    private static String value(String path, String value) {
        if (value.indexOf(',') >= 0 || !value.equals(value.strip()) || value.length() > INDEXED_LENGTH) {
            throw new IllegalArgumentException("path '" + path + "' holds '" + value
                    + "', which Backstage cannot be asked for: expected no comma, no blank around it, and at most "
                    + INDEXED_LENGTH + " characters");
        }
        return value;
    }
}
