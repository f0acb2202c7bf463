package io.techinsights.retriever.remote;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests whose answer has to be whole within a time, and no larger than it may be. The client's own time-out would end with
 * the headers.
 *
 * @param maxBytes of one answer
 */
public record BoundedExchange(HttpClient client, long maxBytes, Duration timeout) {
    /** One that follows no redirect: a secret is meant for one server only. */
    public static BoundedExchange of(HttpClient.Version version, long maxBytes, Duration timeout) {
        HttpClient client = HttpClient.newBuilder()
                .version(version)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new BoundedExchange(client, maxBytes, timeout);
    }

    /**
     * Sends a request.
     *
     * @throws TooLargeException where the answer is larger
     * @throws IOException where there is none, or not in time
     */
    public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        var body = new BoundedBody(maxBytes);
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> body);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + timeout, e);
        } catch (ExecutionException e) {
            body.requireBounded();
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        } finally {
            answer.cancel(true);
        }
    }
}
