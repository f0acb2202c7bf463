package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A URL with values of an entity behind its host. A value never changes where a request goes: the host is fixed, a
 * value's slashes stay between its segments, {@code .} and {@code ..} are refused, all else is percent-encoded.
 */
record UrlTemplate(Template path, Template query) {
    private static final Pattern VALUE = Pattern.compile("\\$\\{[^}]*}");
    private static final Pattern FIXED = Pattern.compile("https?://[^/?#$@\\s]+([/?][^#]*)?");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException whose message goes on after the name of what was read
     */
    static UrlTemplate of(String text) {
        if (!FIXED.matcher(text).matches()) {
            throw new IllegalArgumentException("is '" + text
                    + "', expected an http or https URL whose host is fixed, without a user and without a #");
        }
        int mark = questionMark(text);
        var url = new UrlTemplate(
                Template.of(mark < 0 ? text : text.substring(0, mark)),
                Template.of(mark < 0 ? "" : text.substring(mark)));
        uri(VALUE.matcher(text).replaceAll("x"));
        return url;
    }

    private static int questionMark(String text) {
        boolean value = false;
        for (int i = 0; i < text.length(); i++) {
            value = text.startsWith("${", i) || (value && text.charAt(i) != '}');
            if (!value && text.charAt(i) == '?') {
                return i;
            }
        }
        return -1;
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is '" + text + "', which is no URL: " + e.getMessage(), e);
        }
    }

    /**
     * The URL of this entity.
     *
     * @throws SkippedException where a value is not there
     * @throws ObservationException where it makes no URL
     */
    URI render(JsonNode scope) throws SkippedException, ObservationException {
        String text = path.render(scope, UrlTemplate::inPath) + query.render(scope, (value, place) -> encoded(value));
        try {
            return uri(text);
        } catch (IllegalArgumentException e) {
            throw new ObservationException("the URL " + e.getMessage(), e);
        }
    }

    private static String inPath(String value, Template.Part.Value place) throws ObservationException {
        List<String> segments = place.segment() ? List.of(value) : Arrays.asList(value.split("/", -1));
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new ObservationException(place.path().text() + " is '" + value
                        + "', which cannot be part of a URL's path: it has an empty segment, '.' or '..'");
            }
        }
        return segments.stream().map(UrlTemplate::encoded).collect(Collectors.joining("/"));
    }

    /** Percent-encoded for any place behind the host. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
