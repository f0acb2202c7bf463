package io.techinsights.retriever.catalog;

import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.streams.config.Section;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Backstage catalog backend, and what is asked of it.
 *
 * @param url of the backend, without {@code /api/catalog}
 * @param token for its requests
 * @param tokenKey the setting of the token, for messages
 * @param filters as the parameters of a request have them, of which an entity has to match one; none for all entities
 * @param fields of the entities that are asked for, dotted; none for all of them
 * @param pageSize entities in one answer
 * @param timeout of one request, its answer included
 */
public record BackstageSettings(
        URI url,
        Optional<BearerToken> token,
        String tokenKey,
        List<String> filters,
        List<String> fields,
        int pageSize,
        Duration timeout) {
    private static final List<String> KEYS = List.of("token", "filter", "fields", "pageSize", "timeout");
    private static final List<String> NEEDED = List.of("apiVersion", "kind", "metadata.namespace", "metadata.name");
    private static final int PAGE_SIZE = 500;
    private static final int MAX_PAGE_SIZE = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    public BackstageSettings {
        filters = List.copyOf(filters);
        fields = List.copyOf(fields);
    }

    /** Reads the settings of a section; nothing where it has no {@code url}. */
    static Optional<BackstageSettings> of(Section catalog, Map<String, String> environment) {
        Optional<URI> url = catalog.parse("url", json -> url(json.asText()));
        if (!catalog.has("url")) {
            KEYS.stream()
                    .filter(catalog::has)
                    .forEach(key -> catalog.problem(key, "is set, but has no meaning without 'url'"));
        }
        var token = catalog.parse("token", json -> BearerToken.of(json, environment));
        var filters = catalog.parse("filter", json -> FilterParameters.of(EntityFilter.of(json)));
        List<String> fields = catalog.texts("fields");
        int pageSize = catalog.integer("pageSize", PAGE_SIZE, 1, MAX_PAGE_SIZE);
        Duration timeout = CatalogSettings.positive(catalog, "timeout", TIMEOUT);
        return url.map(at -> new BackstageSettings(
                at,
                token,
                catalog.path() + ".token",
                filters.orElse(List.of()),
                fields.isEmpty() ? fields : needed(fields),
                pageSize,
                timeout));
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text.replaceFirst("/+$", ""));
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no URL, expected one such as http://backstage:7007", e);
        }
        throw new IllegalArgumentException(
                "is not the URL of a backend: expected http:// or https://, a host, and neither user nor query");
    }

    /** An entity without its name is none: what was asked for, and what makes the reference. */
    private static List<String> needed(List<String> fields) {
        List<String> all = new ArrayList<>(fields);
        NEEDED.stream()
                .filter(field -> fields.stream().noneMatch(one -> field.equals(one) || field.startsWith(one + ".")))
                .forEach(all::add);
        return all;
    }
}
