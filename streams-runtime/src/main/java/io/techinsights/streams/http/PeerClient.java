package io.techinsights.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.streams.query.Staleness;
import io.techinsights.streams.query.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Asks other instances of the group: with the same path, one hop at the most, and no longer than somebody waits for it. One
 * that did not answer is not asked for some seconds where there is another that could.
 */
final class PeerClient {
    /** Says that a question was passed on already; with a secret, it proves it. */
    static final String HOP = "x-tech-insights-hop";
    /** For how long somebody still waits, in milliseconds. */
    static final String TIMEOUT = "x-tech-insights-timeout";
    /** How old an answer may be, in milliseconds. */
    static final String MAX_STALENESS = "x-tech-insights-max-staleness";
    /** The partitions that are asked for. */
    static final String PARTITIONS = "x-tech-insights-partitions";
    /** How old an answer is, in milliseconds. */
    static final String STALENESS = "x-tech-insights-staleness";
    /** How many records of its changelog the copy that answered had not read. */
    static final String LAG = "x-tech-insights-lag";

    private static final Duration AVOIDED = Duration.ofSeconds(3);
    private static final List<String> PASSED_BACK = List.of("x-next-cursor");

    private final PeerTrust trust;
    private final Map<HostInfo, Long> avoidedUntil = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    PeerClient(PeerTrust trust) {
        this.trust = trust;
    }

    /**
     * Asks a peer what this instance was asked.
     *
     * @param partitions that it is asked for; none where the question itself says it
     * @throws UnavailableException where it does not answer, or the question came from a peer already
     */
    Reply ask(HostInfo peer, Request request, byte[] body, Collection<Integer> partitions, Duration timeout) {
        if (request.isFromPeer()) {
            throw new UnavailableException("what was asked for moves between instances");
        }
        URI uri = URI.create("http://" + peer.host() + ":" + peer.port() + request.uri());
        var question = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header(HOP, trust.sign(request.method(), request.uri()))
                .header(TIMEOUT, Long.toString(timeout.toMillis()))
                .header(MAX_STALENESS, Long.toString(request.maxStaleness().toMillis()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        if (!partitions.isEmpty()) {
            question.header(PARTITIONS, partitions.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        if (!trust.isProved()) {
            request.header("authorization").ifPresent(value -> question.header("authorization", value));
        }
        request.header("content-type").ifPresent(value -> question.header("content-type", value));
        try {
            Reply reply = reply(http.send(question.build(), HttpResponse.BodyHandlers.ofString()), request);
            avoidedUntil.remove(peer);
            return reply;
        } catch (IOException e) {
            avoidedUntil.put(peer, System.nanoTime() + AVOIDED.toNanos());
            throw new UnavailableException(
                    "instance " + peer.host() + ":" + peer.port() + ", which has it, does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while asking another instance");
        }
    }

    /** Those that answered last time, before those that did not. */
    List<HostInfo> byTrouble(List<HostInfo> hosts) {
        return hosts.stream().collect(Collectors.partitioningBy(this::isAvoided)).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    private boolean isAvoided(HostInfo host) {
        Long until = avoidedUntil.get(host);
        return until != null && until - System.nanoTime() > 0;
    }

    private static Reply reply(HttpResponse<String> answer, Request request) {
        if (answer.statusCode() == 503) {
            request.reading().noteMoving();
            throw new UnavailableException("instance " + answer.uri().getAuthority() + ", which has it, is not ready");
        }
        Optional<JsonNode> body =
                answer.body().isEmpty() ? Optional.empty() : Optional.of(JsonBody.parse(answer.body()));
        answer.headers()
                .firstValueAsLong(STALENESS)
                .ifPresent(age -> request.reading()
                        .note(new Staleness(
                                Duration.ofMillis(age),
                                answer.headers().firstValueAsLong(LAG).orElse(0))));
        Map<String, String> headers = new LinkedHashMap<>();
        PASSED_BACK.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
        return new Reply(answer.statusCode(), body.orElse(null), headers);
    }
}
