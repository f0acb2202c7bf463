package io.techinsights.retriever.declarative;

import io.techinsights.retriever.declarative.Auth.Credentials;
import io.techinsights.retriever.remote.BoundedExchange;
import io.techinsights.retriever.remote.TooLargeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Sends the requests of one run, with the secret as it was at its start: in their turn, again where that may help, and
 * never to another host than they were written for.
 */
final class HttpCalls {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int MAX_REDIRECTS = 5;

    private final BoundedExchange exchange;
    private final CallSettings settings;
    private final Optional<Credentials> credentials;
    private final Retry retry;
    private final Pace pace;
    private final CallTrace trace;

    HttpCalls(CallSettings settings, Optional<Credentials> credentials, Retry retry, Pace pace, Trace trace) {
        this.exchange = BoundedExchange.of(HttpClient.Version.HTTP_2, settings.maxAnswer(), settings.timeout());
        this.settings = settings;
        this.credentials = credentials;
        this.retry = retry;
        this.pace = pace;
        this.trace = new CallTrace(trace, credentials);
    }

    /**
     * Those of a run that begins now.
     *
     * @throws IOException where the secret cannot be read
     */
    static HttpCalls of(CallSettings settings, Run run) throws IOException {
        Optional<Credentials> credentials =
                settings.auth().isPresent() ? Optional.of(settings.auth().get().credentials()) : Optional.empty();
        var retry = new Retry(settings.attempts(), FIRST_PAUSE, run.context().clock(), RandomGenerator.getDefault());
        return new HttpCalls(settings, credentials, retry, Pace.REAL, run.trace());
    }

    /**
     * Sends it, and returns what is a success, not there, or not modified.
     *
     * @throws ObservationException where the answer is another one, or there is none
     */
    Answer send(HttpCall call) throws ObservationException, InterruptedException {
        HttpCall at = call;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Answer answer = attempt(at);
            if (answer.isSuccess() || answer.isMissing() || answer.isNotModified()) {
                return answer;
            }
            Optional<String> location = answer.header("Location");
            if (answer.status() / 100 != 3 || location.isEmpty()) {
                throw failed(at, "was answered " + answer.status() + ": " + answer.excerpt());
            }
            at = at.at(target(call, at, location.get()));
        }
        throw failed(call, "was redirected more than " + MAX_REDIRECTS + " times");
    }

    private URI target(HttpCall call, HttpCall at, String location) throws ObservationException {
        try {
            URI target = at.uri().resolve(location);
            if (call.isSameOrigin(target)) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            throw new ObservationException(call + " was redirected to what is no URL", e);
        }
        throw failed(call, "was redirected to another host, " + location + "; name that in the configuration");
    }

    private ObservationException failed(HttpCall call, String what) {
        return new ObservationException(trace.masked(call + " " + what));
    }

    private Answer attempt(HttpCall call) throws ObservationException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            if (settings.rateLimit().isPresent()) {
                settings.rateLimit().get().await();
            }
            Optional<String> after = Optional.empty();
            String problem;
            try {
                Answer answer = once(call);
                after = answer.header("Retry-After");
                if (!Retry.isPassing(answer.status(), after.isPresent())) {
                    return answer;
                }
                problem = "was answered " + answer.status() + ": " + answer.excerpt();
            } catch (TooLargeException e) {
                throw failed(call, "failed: " + e.getMessage() + ", its maxAnswer");
            } catch (IOException e) {
                problem = "failed: " + e.getClass().getSimpleName()
                        + (e.getMessage() == null ? "" : " " + e.getMessage());
            }
            Optional<Duration> pause = retry.pause(attempt, after);
            if (pause.isEmpty()) {
                throw failed(call, problem + (attempt > 1 ? " (" + attempt + " times)" : ""));
            }
            trace.retry(problem, pause.get());
            pace.pause(pause.get());
        }
    }

    private Answer once(HttpCall call) throws IOException, InterruptedException {
        HttpCall sent = credentials
                .map(secret -> call.with(secret.header(), secret.value()))
                .orElse(call);
        var body = sent.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(sent.body());
        var request = HttpRequest.newBuilder(sent.uri()).method(sent.method(), body);
        sent.headers().forEach(request::setHeader);
        trace.request(sent);
        long began = pace.nanos();
        HttpResponse<byte[]> response = exchange.send(request.build());
        trace.answer(response, Duration.ofNanos(pace.nanos() - began));
        return Answer.of(call, response);
    }
}
