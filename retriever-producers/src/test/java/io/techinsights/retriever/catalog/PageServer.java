package io.techinsights.retriever.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend that gives the answers it was told, one after the other, and remembers what it was asked. */
final class PageServer implements AutoCloseable {
    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    record Asked(String query, String authorization) {}

    private record Answer(int status, Map<String, String> headers, String body) {}

    PageServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/catalog/entities/by-query", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    PageServer answer(int status, String body, Map<String, String> headers) {
        answers.add(new Answer(status, headers, body));
        return this;
    }

    PageServer answer(int status, String body) {
        return answer(status, body, Map.of());
    }

    /** A page of components of these names, and the cursor of the next one; none where it is empty. */
    PageServer page(String nextCursor, String... names) {
        var items = List.of(names).stream()
                .map(name -> "{\"apiVersion\":\"v1\",\"kind\":\"Component\",\"metadata\":{\"name\":\"" + name + "\"}}")
                .toList();
        String info = nextCursor.isEmpty() ? "{}" : "{\"nextCursor\":\"" + nextCursor + "\"}";
        return answer(200, "{\"items\":[" + String.join(",", items) + "],\"totalItems\":9,\"pageInfo\":" + info + "}");
    }

    List<Asked> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.add(new Asked(
                URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
        Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
