package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.query.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.streams.state.HostInfo;

/** The same draft on other instances, all at once, while this one judges its own entities. */
final class PeerPreviews {
    private final List<CompletableFuture<JsonNode>> asked = new ArrayList<>();

    /**
     * Asks them.
     *
     * @param bodies what to ask each
     */
    PeerPreviews(Request request, Map<HostInfo, ? extends JsonNode> bodies, Duration timeout) {
        bodies.forEach((peer, body) -> asked.add(CompletableFuture.supplyAsync(
                () -> answer(peer, request.askPeer(peer, body, timeout)),
                task -> new Thread(task, "preview-" + peer.host() + "-" + peer.port()).start())));
    }

    private static JsonNode answer(HostInfo peer, Reply reply) {
        String who = "instance " + peer.host() + ":" + peer.port();
        JsonNode body = reply.body();
        if (reply.status() == 429) {
            throw ApiException.tooManyRequests(who + " is busy with drafts: try again later");
        }
        if (reply.status() != 200 || body == null) {
            throw new UnavailableException(who + " answered " + reply.status());
        }
        return body;
    }

    /**
     * What they answered.
     *
     * @throws UnavailableException where one did not
     * @throws ApiException 429 where one has too much to do
     */
    List<JsonNode> answers() {
        try {
            return asked.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ApiException known) {
                throw known;
            }
            if (e.getCause() instanceof UnavailableException away) {
                throw away;
            }
            throw e;
        }
    }
}
