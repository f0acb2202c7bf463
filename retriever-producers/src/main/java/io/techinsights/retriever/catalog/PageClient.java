package io.techinsights.retriever.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.retriever.remote.BoundedExchange;
import io.techinsights.retriever.remote.TooLargeException;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets JSON from a Backstage backend. What may pass (429, 5xx, a broken connection) is tried again a few times; what will
 * not is said at once, with what to do about it. No redirect is followed, since the token is meant for one server only.
 */
final class PageClient {
    private static final Logger LOG = LoggerFactory.getLogger(PageClient.class);
    private static final int EXCERPT = 200;

    private final BoundedExchange exchange;
    private final BackstageSettings settings;
    private final Limits limits;
    private final InstantSource clock;

    /**
     * What keeps a bad server from doing harm.
     *
     * @param maxBytes of one answer
     */
    record Limits(int maxBytes, Backoff backoff) {
        static final Limits DEFAULT = new Limits(32 * 1024 * 1024, Backoff.DEFAULT);
    }

    /** No answer, and why; the message goes on after the name of what was asked for. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String reason) {
            super(reason);
        }
    }

    /** What came of one attempt: an answer, or else a failure; after which it may be worth to try again. */
    private record Attempt(Optional<JsonNode> answer, String failure, boolean again, Optional<Duration> asked) {
        static Attempt failed(String failure, boolean again) {
            return new Attempt(Optional.empty(), failure, again, Optional.empty());
        }
    }

    PageClient(BackstageSettings settings, Limits limits, InstantSource clock) {
        this.settings = settings;
        this.limits = limits;
        this.clock = clock;
        this.exchange = BoundedExchange.of(HttpClient.Version.HTTP_1_1, limits.maxBytes(), settings.timeout());
    }

    /**
     * Gets what is there.
     *
     * @throws UnreadableException where there is no answer, or one that is no JSON
     */
    JsonNode get(URI uri) throws UnreadableException, InterruptedException {
        for (int number = 1; ; number++) {
            Attempt attempt = attempt(uri);
            if (attempt.answer().isPresent()) {
                return attempt.answer().get();
            }
            Duration wait = attempt.asked().orElse(limits.backoff().after(number));
            boolean tooLong = wait.compareTo(limits.backoff().most()) > 0;
            if (!attempt.again() || tooLong || number == limits.backoff().attempts()) {
                throw new UnreadableException(attempt.failure()
                        + (tooLong ? "; it asks to be left alone for " + wait : "")
                        + (number > 1 ? "; " + number + " attempts" : ""));
            }
            LOG.debug("{} {}; it is tried again in {}", settings.url(), attempt.failure(), wait);
            Thread.sleep(wait.toMillis());
        }
    }

    private Attempt attempt(URI uri) throws InterruptedException {
        String token;
        try {
            token = settings.token().isPresent() ? settings.token().get().read() : "";
        } catch (IOException e) {
            return Attempt.failed(settings.tokenKey() + " cannot be read: " + describe(e), false);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return judge(exchange.send(request.build()), token);
        } catch (TooLargeException e) {
            return Attempt.failed(e.getMessage() + ": a smaller pageSize makes it shorter", false);
        } catch (IOException e) {
            return Attempt.failed(describe(e), true);
        }
    }

    private Attempt judge(HttpResponse<byte[]> response, String token) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        int status = response.statusCode();
        if (status == 200) {
            try {
                return new Attempt(Optional.of(Json.parse(body)), "", false, Optional.empty());
            } catch (IllegalArgumentException e) {
                return Attempt.failed("answers 200, but not with JSON: is it the backend's address?", false);
            }
        }
        if (status == 401 || status == 403) {
            return Attempt.failed("answers " + status + ": " + tokenHint(token), false);
        }
        String said = excerpt(body, token);
        String failure = "answers " + status + (said.isEmpty() ? "" : " (" + said + ")")
                + (status == 404 || status / 100 == 3 ? ": is it the backend's address?" : "");
        boolean again = status == 408 || status == 429 || status >= 500;
        return new Attempt(Optional.empty(), failure, again, Backoff.asked(response.headers(), clock));
    }

    private String tokenHint(String token) {
        return token.isEmpty()
                ? "it wants a token, and " + settings.tokenKey() + " is not set"
                : "it refuses the token of " + settings.tokenKey();
    }

    /** What Backstage's error says, or nothing; never the token, should a server send it back. */
    private static String excerpt(String body, String token) {
        String said;
        try {
            said = Json.parse(body).path("error").path("message").asText();
        } catch (IllegalArgumentException e) {
            return "";
        }
        String safe = token.isEmpty() ? said : said.replace(token, "***");
        return safe.length() <= EXCERPT ? safe : safe.substring(0, EXCERPT) + "...";
    }

    private static String describe(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : e.getClass().getSimpleName() + " " + message;
    }
}
