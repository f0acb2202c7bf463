package io.techinsights.retriever.declarative;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is to be sent, but for credentials.
 *
 * @param headers by name, whatever its case
 */
record HttpCall(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body) {
    HttpCall {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = byName;
    }

    /** The same of another URL. */
    HttpCall at(URI other) {
        return new HttpCall(method, other, headers, body);
    }

    /** The same with one more header. */
    HttpCall with(String header, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new HttpCall(method, uri, more, body);
    }

    /** Whether credentials that are meant for this may go there too. */
    boolean isSameOrigin(URI other) {
        return uri.getScheme().equalsIgnoreCase(other.getScheme())
                && uri.getAuthority().equalsIgnoreCase(other.getAuthority());
    }

    /** For messages. */
    @Override
    public String toString() {
        return method + " " + uri;
    }
}
