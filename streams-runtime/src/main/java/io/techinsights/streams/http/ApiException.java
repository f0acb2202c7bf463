package io.techinsights.streams.http;

import java.util.Map;

/** A request that is answered with an error: a status, the name of a kind of error that Backstage knows, a message. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String name;
    private final transient Map<String, Object> details;

    /**
     * @param details further keys of the error
     */
    public ApiException(int status, String name, String message, Map<String, Object> details) {
        super(message);
        this.status = status;
        this.name = name;
        this.details = details;
    }

    /** 400: the request itself is wrong. */
    public static ApiException badRequest(String message) {
        return new ApiException(400, "InputError", message, Map.of());
    }

    /** 404: there is no such thing. */
    public static ApiException notFound(String message) {
        return new ApiException(404, "NotFoundError", message, Map.of());
    }

    /** 409: it contradicts what is there. */
    public static ApiException conflict(String message) {
        return new ApiException(409, "ConflictError", message, Map.of());
    }

    /** 413: it is larger than it may be. */
    public static ApiException tooLarge(String message) {
        return new ApiException(413, "PayloadTooLargeError", message, Map.of("type", "entity.too.large"));
    }

    /** 429: it is fine, but too much is being done already. */
    public static ApiException tooManyRequests(String message) {
        return new ApiException(429, "TooManyRequestsError", message, Map.of());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The kind of error. */
    public String name() {
        return name;
    }

    /** Further keys of the error. */
    public Map<String, Object> details() {
        return details;
    }
}
