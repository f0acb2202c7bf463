package io.techinsights.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.state.HostInfo;

/** What was asked. */
public final class Request {
    private static final Pattern INDEXED = Pattern.compile("(.+)\\[(\\d*)]");
    private final RoutingContext context;
    private final PeerClient peers;

    Request(RoutingContext context, PeerClient peers) {
        this.context = context;
        this.peers = peers;
    }

    String method() {
        return context.request().method().name();
    }

    String uri() {
        return context.request().uri();
    }

    byte[] bytes() {
        var buffer = context.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    /** Whether another instance passed this question on: it wants to know what is here. */
    public boolean isFromPeer() {
        return header(PeerClient.HOP).isPresent();
    }

    /**
     * Asks another instance the same with another body.
     *
     * @return what it answers, errors included
     * @throws io.techinsights.streams.query.UnavailableException where it does not
     */
    public Reply askPeer(HostInfo peer, JsonNode body) {
        return peers.ask(peer, this, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #askPeer(HostInfo, JsonNode)}, of a question that may take longer than the usual ones. */
    public Reply askPeer(HostInfo peer, JsonNode body, Duration timeout) {
        return peers.ask(peer, this, body.toString().getBytes(StandardCharsets.UTF_8), timeout);
    }

    /** Whether nobody waits for the answer any more. */
    public boolean isAbandoned() {
        return context.response().closed();
    }

    /** A parameter of the route's path, decoded. */
    public String path(String name) {
        return context.pathParam(name);
    }

    /** A query parameter; the first where it is given more than once. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParams().get(name));
    }

    /**
     * A query parameter that is a list: {@code ids=a&ids=b}, {@code ids[]=a} and {@code ids[0]=a} are all the same, and may
     * stand together. Empty where it is not given at all.
     */
    public Optional<List<String>> queryList(String name) {
        MultiMap parameters = context.queryParams();
        List<String> values = new ArrayList<>(parameters.getAll(name));
        values.addAll(parameters.getAll(name + "[]"));
        Map<Integer, String> indexed = new TreeMap<>();
        for (Map.Entry<String, String> parameter : parameters) {
            Matcher matcher = INDEXED.matcher(parameter.getKey());
            if (matcher.matches()
                    && matcher.group(1).equals(name)
                    && !matcher.group(2).isEmpty()) {
                indexed.put(Integer.valueOf(matcher.group(2)), parameter.getValue());
            }
        }
        values.addAll(indexed.values());
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    /** A header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    /**
     * The JSON body; empty where there is none, or where it is not declared as {@code application/json}.
     *
     * @throws ApiException 400 where it is malformed
     */
    public Optional<JsonNode> body() {
        String type = header("content-type").orElse("").toLowerCase(Locale.ROOT);
        var buffer = context.body().buffer();
        if (!type.startsWith("application/json") || buffer == null || buffer.length() == 0) {
            return Optional.empty();
        }
        return Optional.of(JsonBody.parse(buffer.toString()));
    }

    /**
     * The JSON body of a request that has to have one.
     *
     * @throws ApiException 400 where there is none, or it is malformed
     */
    public JsonNode requiredBody() {
        return body().orElseThrow(
                        () -> ApiException.badRequest("A JSON body with content-type application/json is expected"));
    }
}
