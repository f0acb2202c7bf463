package io.techinsights.streams.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long answers take, by method, route and status. What no route fits is counted as one, so that whoever asks for paths at
 * random makes no series.
 */
final class RequestTimes implements PlatformHandler {
    private static final String NONE = "none";
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry meters;
    private final String basePath;
    private final Map<Answered, Timer> timers = new ConcurrentHashMap<>();

    /** What answers are told apart by. */
    private record Answered(String method, String path, int status) {}

    RequestTimes(MeterRegistry meters, String basePath) {
        this.meters = meters;
        this.basePath = basePath;
    }

    @Override
    public void handle(RoutingContext context) {
        Timer.Sample begun = Timer.start(meters);
        context.addEndHandler(ended -> begun.stop(timer(context)));
        context.next();
    }

    private Timer timer(RoutingContext context) {
        Route route = context.currentRoute();
        boolean known = route != null && route.methods() != null;
        var answered = new Answered(
                known ? context.request().method().name() : NONE,
                known ? route.getPath() : NONE,
                context.response().getStatusCode());
        return timers.computeIfAbsent(answered, this::timer);
    }

    private Timer timer(Answered answered) {
        String route = answered.path();
        return Timer.builder("tech.insights.http.requests")
                .description("Requests that were answered")
                .serviceLevelObjectives(BOUNDS)
                .tag("method", answered.method())
                .tag(
                        "route",
                        route.equals(NONE)
                                ? NONE
                                : route.substring(basePath.length()).replaceAll(":(\\w+)", "{$1}"))
                .tag("status", Integer.toString(answered.status()))
                .register(meters);
    }
}
