package io.techinsights.retriever.declarative;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says what can be a header, so that no value smuggles in another one. */
final class HeaderRules {
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");
    private static final Pattern TELLING =
            Pattern.compile("authorization|proxy-authorization|cookie|.*(token|key|secret).*");

    private HeaderRules() {}

    /**
     * The name, where it can be sent.
     *
     * @throws IllegalArgumentException whose message goes on after the name of what was read
     */
    static String name(String name) {
        try {
            HttpRequest.newBuilder(URI.create("http://localhost/")).setHeader(name, "value");
            return name;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is '" + name + "', which is no header that can be set", e);
        }
    }

    /** Whether a value is printable ASCII, and so stays within its header. */
    static boolean isValue(String value) {
        return VALUE.matcher(value).matches();
    }

    /** Whether what stands in a header of this name should not be shown. */
    static boolean isTelling(String name) {
        return TELLING.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
