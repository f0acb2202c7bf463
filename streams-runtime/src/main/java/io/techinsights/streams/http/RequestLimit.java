package io.techinsights.streams.http;

import io.techinsights.streams.query.UnavailableException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many requests, and how much of their bodies, are in the process at a time. What comes beyond is answered at once that it
 * should come again later, so that a broker which is away does not fill the memory with those who wait for it.
 */
final class RequestLimit implements PlatformHandler {
    private static final long REQUESTS = 2000;
    private static final int SHARE_OF_MEMORY = 4;

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final long maxRequests;
    private final long maxBytes;
    private final long largestBody;

    RequestLimit(long maxRequests, long maxBytes, long largestBody) {
        this.maxRequests = maxRequests;
        this.maxBytes = Math.max(maxBytes, largestBody);
        this.largestBody = largestBody;
    }

    /** What a process of this size can hold. */
    static RequestLimit ofMemory(long largestBody) {
        return new RequestLimit(REQUESTS, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY, largestBody);
    }

    @Override
    public void handle(RoutingContext context) {
        long size = size(context);
        boolean many = requests.incrementAndGet() > maxRequests;
        boolean much = bytes.addAndGet(size) > maxBytes;
        if (many || much) {
            leave(size);
            context.fail(new UnavailableException("more requests wait here than can be answered"));
            return;
        }
        context.addEndHandler(ended -> leave(size));
        context.next();
    }

    private void leave(long size) {
        requests.decrementAndGet();
        bytes.addAndGet(-size);
    }

    /** A body of unknown length may be as long as any. */
    private long size(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            boolean chunked = context.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
            return chunked ? largestBody : 0;
        }
        try {
            return Math.min(Long.parseLong(length), largestBody);
        } catch (NumberFormatException e) {
            return largestBody;
        }
    }
}
