package io.techinsights.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.streams.query.Reading;
import io.techinsights.streams.query.StoreQueries;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;

/** What was asked. */
public final class Request {
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);
    /** The header of a position: of what was written, or read, and of what is to have been read. */
    public static final String POSITION = "x-tech-insights-position";

    private final RoutingContext context;
    private final PeerClient peers;
    private final Reading reading;
    private final long deadline;

    /**
     * @param maxStaleness how old an answer may be where the question does not say it
     */
    Request(RoutingContext context, PeerClient peers, Duration maxStaleness) {
        this.context = context;
        this.peers = peers;
        this.deadline = System.nanoTime()
                + milliseconds(PeerClient.TIMEOUT).orElse(PATIENCE).toNanos();
        boolean fresh = header(POSITION).isPresent() || context.queryParams().contains("position");
        Duration asked = milliseconds(PeerClient.MAX_STALENESS).orElse(maxStaleness);
        Reading allowed =
                Reading.within(fresh ? Duration.ZERO : asked.compareTo(maxStaleness) < 0 ? asked : maxStaleness);
        this.reading = isFromPeer() ? allowed.here() : allowed;
    }

    private Request(Request other, Reading reading, long deadline) {
        this.context = other.context;
        this.peers = other.peers;
        this.deadline = deadline;
        this.reading = reading;
    }

    private Optional<Duration> milliseconds(String header) {
        return header(header).map(text -> {
            if (!text.matches("\\d{1,9}")) {
                throw ApiException.badRequest(header + " is '" + text + "', expected milliseconds");
            }
            return Duration.ofMillis(Long.parseLong(text));
        });
    }

    /** The same question, where this process was chosen to answer it. */
    Request here() {
        return new Request(this, reading.here(), deadline);
    }

    /** The same question, for one who waits longer than for most. */
    public Request patient(Duration patience) {
        return new Request(this, reading, System.nanoTime() + patience.toNanos());
    }

    /** How it may be answered. */
    public Reading reading() {
        return reading;
    }

    Duration maxStaleness() {
        return reading.maxStaleness();
    }

    /** For how long somebody waits, from now on. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    /**
     * For how long to wait for another instance.
     *
     * @param last whether nobody else could be asked instead
     */
    Duration patience(boolean last) {
        Duration remaining = remaining();
        return last || remaining.dividedBy(2).compareTo(SHORT_PATIENCE) < 0
                ? last ? remaining : remaining.dividedBy(2)
                : SHORT_PATIENCE;
    }

    /** The token of what has to have been read, as a header or a parameter. */
    public Optional<String> position() {
        return header(POSITION).or(() -> query("position"));
    }

    /**
     * Asks some partitions, wherever they are.
     *
     * @param store one that all of them have
     * @param question the body to ask another instance with
     * @param here this instance's answer, in the form of the others'
     */
    public Gathered gather(
            StoreQueries stores,
            String store,
            Collection<Integer> partitions,
            Function<SortedSet<Integer>, JsonNode> question,
            Function<SortedSet<Integer>, JsonNode> here) {
        return new Scatter(this, peers, stores, question, here).gather(store, partitions);
    }

    /** The partitions that a peer asks for; none where it says so otherwise. */
    public SortedSet<Integer> partitions() {
        return header(PeerClient.PARTITIONS).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(Request::partition)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int partition(String text) {
        if (!text.matches("\\d{1,6}")) {
            throw ApiException.badRequest(PeerClient.PARTITIONS + " holds '" + text + "', expected numbers");
        }
        return Integer.parseInt(text);
    }

    String method() {
        return context.request().method().name();
    }

    HttpServerRequest raw() {
        return context.request();
    }

    String uri() {
        return context.request().uri();
    }

    /** The body as it came; empty where there is none. */
    public byte[] bytes() {
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
        return askPeer(peer, body, remaining());
    }

    /** As {@link #askPeer(HostInfo, JsonNode)}, of a question that may take longer than the usual ones. */
    public Reply askPeer(HostInfo peer, JsonNode body, Duration timeout) {
        return peers.ask(peer, this, body.toString().getBytes(StandardCharsets.UTF_8), List.of(), timeout);
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
            if (parameter.getKey().startsWith(name + "[")) {
                Matcher index = INDEX.matcher(parameter.getKey().substring(name.length()));
                if (index.matches()) {
                    indexed.put(Integer.valueOf(index.group(1)), parameter.getValue());
                }
            }
        }
        values.addAll(indexed.values());
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    /** A header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    /** All headers, their names in lower case; of one that is given more than once, the last. */
    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        context.request()
                .headers()
                .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return headers;
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
