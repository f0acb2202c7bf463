package io.techinsights.streams.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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
    private final Map<Answered, Timer> timers = new ConcurrentHashMap<>();

    /** What answers are told apart by. */
    private record Answered(String method, String path, int status) {}

    RequestTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void handle(RoutingContext context) {
        Timer.Sample begun = Timer.start(meters);
        context.addEndHandler(ended -> begun.stop(timer(context)));
        context.next();
    }

    private Timer timer(RoutingContext context) {
        String path = RouteTable.found(context).orElse(NONE);
        String method = path.equals(NONE) ? NONE : context.request().method().name();
        return timers.computeIfAbsent(
                new Answered(method, path, context.response().getStatusCode()), this::timer);
    }

    private Timer timer(Answered answered) {
        return Timer.builder("tech.insights.http.requests")
                .description("Requests that were answered")
                .serviceLevelObjectives(BOUNDS)
                .tag("method", answered.method())
                .tag("route", answered.path().replaceAll(":(\\w+)", "{$1}"))
                .tag("status", Integer.toString(answered.status()))
                .register(meters);
    }
}
