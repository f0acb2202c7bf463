package io.techinsights.benchmarks.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers as a Backstage backend does, page by page, with components of about a kilobyte that it makes up. */
final class CatalogBackend implements AutoCloseable {
    static final String PATH = "/api/catalog/entities/by-query";
    private static final Pattern LIMIT = Pattern.compile("limit=(\\d+)");
    private static final Pattern CURSOR = Pattern.compile("cursor=(\\d+)");
    private static final String ENTITY = """
            {"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"namespace":"default","name":"service-%1$06d",\
            "uid":"7c6f2c9e-9d0e-4a57-8f6d-%1$012d","etag":"%1$040x","title":"Service number %1$d",\
            "description":"Takes orders of kind %1$d, checks them, and passes them on to whoever is in charge of them",\
            "annotations":{"github.com/project-slug":"acme/service-%1$d","backstage.io/techdocs-ref":"dir:.",\
            "backstage.io/managed-by-location":"url:https://git.example.com/acme/service-%1$d/blob/main/catalog-info.yaml",\
            "backstage.io/managed-by-origin-location":"url:https://git.example.com/acme/service-%1$d/blob/main/catalog-info.yaml"},\
            "tags":["java","orders","tier-%2$d"],"links":[{"url":"https://dashboards.example.com/service-%1$d","title":"Dashboard"}]},\
            "spec":{"type":"service","lifecycle":"production","owner":"group:default/team-%2$d","system":"system-%2$d"},\
            "relations":[{"type":"ownedBy","targetRef":"group:default/team-%2$d"},{"type":"partOf","targetRef":"system:default/system-%2$d"}]}""";

    private final int entities;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private volatile long firstAskedNanos;

    CatalogBackend(int entities) throws IOException {
        this.entities = entities;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** When the first page was asked for, as {@link System#nanoTime} has it; 0 before that. */
    long firstAskedNanos() {
        return firstAskedNanos;
    }

    /** From now on the next page is the first. */
    void forget() {
        firstAskedNanos = 0;
    }

    static String entity(int number) {
        return ENTITY.formatted(number, number % 100);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (firstAskedNanos == 0) {
                firstAskedNanos = System.nanoTime();
            }
            String query = exchange.getRequestURI().getQuery();
            int from = number(CURSOR, query, 0);
            int to = Math.min(entities, from + number(LIMIT, query, 500));
            var page = new StringBuilder("{\"items\":[");
            for (int i = from; i < to; i++) {
                page.append(i == from ? "" : ",").append(entity(i));
            }
            page.append("],\"totalItems\":").append(entities).append(",\"pageInfo\":{");
            page.append(to < entities ? "\"nextCursor\":\"" + to + "\"" : "").append("}}");
            byte[] body = page.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static int number(Pattern pattern, String query, int otherwise) {
        Matcher matcher = pattern.matcher(query);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
