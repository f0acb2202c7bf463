package io.techinsights.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.streams.query.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/** Asks other instances of the group: with the same path and credentials, and one hop at the most. */
final class PeerClient {
    /** Says that a question was passed on already. */
    static final String HOP = "x-tech-insights-hop";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<String> PASSED_ON = List.of("authorization", "content-type");
    private static final List<String> PASSED_BACK = List.of("x-next-cursor");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * Asks a peer what this instance was asked.
     *
     * @throws UnavailableException where it does not answer, or the question came from a peer already
     */
    Reply ask(HostInfo peer, Request request, byte[] body) {
        return ask(peer, request, body, TIMEOUT);
    }

    /**
     * The same, with another patience than the usual.
     *
     * @throws UnavailableException as above
     */
    Reply ask(HostInfo peer, Request request, byte[] body, Duration timeout) {
        if (request.header(HOP).isPresent()) {
            throw new UnavailableException("what was asked for moves between instances");
        }
        URI uri = URI.create("http://" + peer.host() + ":" + peer.port() + request.uri());
        var question = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header(HOP, "1")
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        PASSED_ON.forEach(name -> request.header(name).ifPresent(value -> question.header(name, value)));
        try {
            return reply(http.send(question.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UnavailableException(
                    "instance " + peer.host() + ":" + peer.port() + ", which owns it, does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while asking another instance");
        }
    }

    private static Reply reply(HttpResponse<String> answer) {
        if (answer.statusCode() == 503) {
            throw new UnavailableException("instance " + answer.uri().getAuthority() + ", which owns it, is not ready");
        }
        Optional<JsonNode> body =
                answer.body().isEmpty() ? Optional.empty() : Optional.of(JsonBody.parse(answer.body()));
        Map<String, String> headers = new LinkedHashMap<>();
        PASSED_BACK.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
        return new Reply(answer.statusCode(), body.orElse(null), headers);
    }
}
