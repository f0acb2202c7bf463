package io.techinsights.retriever.declarative;

import io.techinsights.retriever.declarative.Auth.Credentials;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells what is sent and answered, with the secret masked. */
record CallTrace(Trace trace, Optional<Credentials> credentials) {
    private static final String MASK = "****";

    /** This text without the secret. */
    String masked(String text) {
        return credentials.map(secret -> secret.masked(text)).orElse(text);
    }

    void request(HttpCall call) {
        Map<String, String> headers = new TreeMap<>(call.headers());
        headers.replaceAll((name, value) -> isSecret(name) ? MASK : masked(value));
        trace.request(call.method(), call.uri(), headers, call.body() == null ? null : masked(call.body()));
    }

    private boolean isSecret(String header) {
        return HeaderRules.isTelling(header)
                || credentials
                        .filter(secret -> secret.header().equalsIgnoreCase(header))
                        .isPresent();
    }

    void answer(HttpResponse<byte[]> response, Duration took) {
        trace.answer(response.statusCode(), response.body().length, took);
    }

    void retry(String problem, Duration pause) {
        trace.retry(masked(problem), pause);
    }
}
