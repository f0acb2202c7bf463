package io.techinsights.retriever.declarative;

import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes URLs of URLs, for the pages of an answer. */
final class Urls {
    private Urls() {}

    /** With this parameter, instead of any other of its name. */
    static URI with(URI uri, String parameter, String value) {
        String query = uri.getRawQuery();
        String name = UrlTemplate.encoded(parameter);
        Stream<String> others = query == null || query.isEmpty()
                ? Stream.of()
                : Arrays.stream(query.split("&")).filter(pair -> !pair.equals(name) && !pair.startsWith(name + "="));
        String all = Stream.concat(others, Stream.of(name + "=" + UrlTemplate.encoded(value)))
                .collect(Collectors.joining("&"));
        String text = uri.toString();
        return URI.create((query == null ? text : text.substring(0, text.indexOf('?'))) + "?" + all);
    }

    /**
     * The request of the next page.
     *
     * @param reference a URL, absolute or not
     * @throws ObservationException where it is none, or is of another host, which gets no credentials of ours
     */
    static HttpCall next(HttpCall call, String reference) throws ObservationException {
        URI next;
        try {
            next = call.uri().resolve(reference);
        } catch (IllegalArgumentException e) {
            throw new ObservationException(call + " names a next page that is no URL: " + reference, e);
        }
        if (!call.isSameOrigin(next)) {
            throw new ObservationException(call + " names a next page of another host, " + reference);
        }
        return call.at(next);
    }
}
