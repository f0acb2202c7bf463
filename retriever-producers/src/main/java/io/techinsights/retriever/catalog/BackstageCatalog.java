package io.techinsights.retriever.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.retriever.catalog.PageClient.UnreadableException;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The catalog of a Backstage backend, read page by page; one page is in memory at a time. A page that cannot be had ends
 * the reading, which then is not complete.
 */
public final class BackstageCatalog implements Catalog {
    private final BackstageSettings settings;
    private final PageClient client;
    private final String url;

    public BackstageCatalog(BackstageSettings settings, InstantSource clock) {
        this(settings, PageClient.Limits.DEFAULT, clock);
    }

    BackstageCatalog(BackstageSettings settings, PageClient.Limits limits, InstantSource clock) {
        this.settings = settings;
        this.client = new PageClient(settings, limits, clock);
        this.url = settings.url().toString();
    }

    @Override
    public Extent read(CatalogSink sink) throws InterruptedException {
        int page = 1;
        try {
            Optional<String> cursor = acceptPage(client.get(page(Optional.empty())), sink);
            while (cursor.isPresent()) {
                page++;
                Optional<String> next = acceptPage(client.get(page(cursor)), sink);
                if (next.equals(cursor)) {
                    throw new UnreadableException("names itself as the next page");
                }
                cursor = next;
            }
            return new Extent(0, true);
        } catch (UnreadableException e) {
            sink.problem(CatalogProblem.ofFile(
                    url, "page " + page + " cannot be read, so that nobody leaves: " + e.getMessage()));
            return new Extent(0, false);
        }
    }

    /** A cursor holds the filter already; the fields are said each time. */
    private URI page(Optional<String> cursor) {
        var query = new StringJoiner("&");
        query.add("limit=" + settings.pageSize());
        cursor.ifPresentOrElse(
                at -> query.add("cursor=" + encoded(at)),
                () -> settings.filters().forEach(filter -> query.add("filter=" + encoded(filter))));
        if (!settings.fields().isEmpty()) {
            query.add("fields=" + encoded(String.join(",", settings.fields())));
        }
        return URI.create(url + "/api/catalog/entities/by-query?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Optional<String> acceptPage(JsonNode page, CatalogSink sink) throws UnreadableException {
        if (!page.path("items").isArray()) {
            throw new UnreadableException("has no list 'items': is it the backend's address?");
        }
        page.path("items").forEach(item -> accept(item, sink));
        JsonNode next = page.path("pageInfo").path("nextCursor");
        return next.isTextual() ? Optional.of(next.textValue()) : Optional.empty();
    }

    /** One that moves from page to page while they are read may come twice. */
    private void accept(JsonNode item, CatalogSink sink) {
        Entity entity;
        try {
            entity = Entity.of(item);
        } catch (IllegalArgumentException e) {
            refuse(item, String.valueOf(e.getMessage()), sink);
            return;
        }
        sink.add(entity, url)
                .filter(first -> !first.equals(url))
                .ifPresent(first -> sink.problem(CatalogProblem.ofFile(
                        url,
                        entity.ref() + " was declared before, at " + first + "; the one from here does not count")));
    }

    private void refuse(JsonNode item, String reason, CatalogSink sink) {
        JsonNode metadata = item.path("metadata");
        var ref = new EntityRef(
                item.path("kind").asText(),
                metadata.path("namespace").asText(EntityRef.DEFAULT_NAMESPACE),
                metadata.path("name").asText());
        sink.problem(CatalogProblem.ofFile(url, ref + " cannot be read, so that it stays as it is known: " + reason));
        sink.keep(ref);
    }
}
