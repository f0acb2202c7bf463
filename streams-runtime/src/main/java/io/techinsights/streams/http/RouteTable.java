package io.techinsights.streams.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what answers a request by the segments of its path, however many routes there are. A literal segment goes before a
 * parameter, as the more exact one; a slash at the end does not matter.
 */
final class RouteTable implements Handler<RoutingContext> {
    private static final String FOUND = RouteTable.class.getName();

    private final int basePathLength;
    private final Node root = new Node();

    private record Route(String path, List<String> parameters, Handler<RoutingContext> handler) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<HttpMethod, Route> routes = new HashMap<>();
        private @Nullable Node parameter;
    }

    RouteTable(String basePath) {
        this.basePathLength = basePath.length();
    }

    /**
     * Adds a route.
     *
     * @param path below the base path; a segment that begins with a colon is a parameter
     */
    void add(HttpMethod method, String path, Handler<RoutingContext> handler) {
        List<String> parameters = new ArrayList<>();
        Node node = root;
        for (String segment : path.substring(1).split("/")) {
            if (segment.startsWith(":")) {
                parameters.add(segment.substring(1));
                Node next = node.parameter == null ? new Node() : node.parameter;
                node.parameter = next;
                node = next;
            } else {
                node = node.literals.computeIfAbsent(segment, key -> new Node());
            }
        }
        if (node.routes.putIfAbsent(method, new Route(path, parameters, handler)) != null) {
            throw new IllegalArgumentException(method + " " + path + " is there already");
        }
    }

    /** The path of the route that was found for a request, as it was added; empty where none fits. */
    static Optional<String> found(RoutingContext context) {
        return Optional.ofNullable(context.get(FOUND));
    }

    @Override
    public void handle(RoutingContext context) {
        List<String> values = new ArrayList<>(3);
        Route route = find(root, context.request().method(), context.normalizedPath(), basePathLength, values);
        if (route == null) {
            context.next();
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            context.pathParams().put(route.parameters().get(i), decoded(values.get(i)));
        }
        context.put(FOUND, route.path());
        route.handler().handle(context);
    }

    /**
     * @param slash where the slash before the next segment is
     * @param values of the parameters before it; where a route is found, of all of them
     */
    private static @Nullable Route find(Node node, HttpMethod method, String path, int slash, List<String> values) {
        if (slash >= path.length() - 1) {
            return node.routes.get(method);
        }
        int end = path.indexOf('/', slash + 1);
        int next = end < 0 ? path.length() : end;
        String segment = path.substring(slash + 1, next);
        Node literal = node.literals.get(segment);
        Route found = literal == null ? null : find(literal, method, path, next, values);
        if (found != null || node.parameter == null || segment.isEmpty()) {
            return found;
        }
        values.add(segment);
        Route behind = find(node.parameter, method, path, next, values);
        if (behind == null) {
            values.remove(values.size() - 1);
        }
        return behind;
    }

    /** A plus sign is one. */
    private static String decoded(String segment) {
        return segment.indexOf('%') < 0
                ? segment
                : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
