package io.techinsights.streams.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.techinsights.streams.app.Role;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one HTTP port of a process: the API of its roles, health and metrics. */
public final class HttpServer implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 20;
    private static final int WORKERS = 100;
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);

    /** A segment, or a parameter's value, with a percent sign that no two hexadecimal digits follow. */
    private static final Pattern UNDECODABLE = Pattern.compile("[^/?&=]*%(?![0-9a-fA-F]{2})[^/?&]*");

    private final Vertx vertx;
    private final HttpSettings settings;
    private final PrometheusMeterRegistry meters;
    private final List<Routes> alwaysThere;
    private final List<io.vertx.core.http.HttpServer> servers = new CopyOnWriteArrayList<>();
    private List<String> routes = List.of();
    private volatile boolean draining;

    /**
     * @param alwaysThere routes that belong to no role
     */
    public HttpServer(Vertx vertx, HttpSettings settings, PrometheusMeterRegistry meters, List<Routes> alwaysThere) {
        this.vertx = vertx;
        this.settings = settings;
        this.meters = meters;
        this.alwaysThere = List.copyOf(alwaysThere);
    }

    /** With threads for as many questions as wait for other instances, or for partitions that move. */
    public static Vertx vertx() {
        return Vertx.vertx(new VertxOptions().setWorkerPoolSize(WORKERS));
    }

    /** Whether this is a thread that serves everybody, on which nobody may wait. */
    public static boolean isServing() {
        return Context.isOnEventLoopThread();
    }

    /**
     * Opens the port.
     *
     * @throws IllegalStateException where that is not possible, a port in use say
     */
    public void start(List<Role> roles) {
        Router router = Router.router(vertx);
        var replies = new Replies(settings.basePath());
        var table = new RouteTable(settings.basePath());
        HealthRoutes.bindTo(router, roles, () -> draining, meters);
        router.route(settings.basePath() + "/*")
                .handler(new RequestTimes(meters))
                .handler(RequestLimit.ofMemory(settings.maxBodyBytes()))
                .handler(BodyHandler.create(false).setBodyLimit(settings.maxBodyBytes()))
                .handler(table)
                .failureHandler(context -> failed(context, replies));
        var api = new Api(table, settings, replies, new PeerTrust(settings.peerSecret(), InstantSource.system()));
        alwaysThere.forEach(routes -> routes.bindTo(api));
        roles.forEach(role -> role.bindTo(api));
        api.addOptions();
        routes = api.routes();
        router.route().failureHandler(context -> failed(context, replies));
        router.route().handler(context -> context.response().setStatusCode(404).end());
        var options = new DeploymentOptions()
                .setInstances(settings.port() == 0 ? 1 : Runtime.getRuntime().availableProcessors());
        await(vertx.deployVerticle(() -> new Listener(router, replies), options));
    }

    /**
     * Listens on the port, on a thread of its own. Several may, and connections are spread over them; not where any port that is
     * free will do, since each would take another.
     */
    private final class Listener extends VerticleBase {
        private final Router router;
        private final Replies replies;

        private Listener(Router router, Replies replies) {
            this.router = router;
            this.replies = replies;
        }

        @Override
        public io.vertx.core.Future<?> start() {
            var options = new HttpServerOptions()
                    .setHost(settings.host())
                    .setPort(settings.port())
                    .setCompressionSupported(true)
                    .setMaxInitialLineLength(64 * 1024);
            return vertx.createHttpServer(options)
                    .requestHandler(request -> handle(request, router, replies))
                    .listen()
                    .onSuccess(servers::add);
        }
    }

    /** The router cannot match a path that does not decode, so that is found out before. */
    private static void handle(HttpServerRequest request, Router router, Replies replies) {
        Matcher undecodable = request.uri().indexOf('%') < 0 ? null : UNDECODABLE.matcher(request.uri());
        if (undecodable != null && undecodable.find()) {
            replies.fail(
                    request,
                    new ApiException(
                            400,
                            "URIError",
                            "Failed to decode param '" + undecodable.group() + "'",
                            Map.of("statusCode", 400, "status", 400)));
        } else {
            router.handle(request);
        }
    }

    private void failed(RoutingContext context, Replies replies) {
        Throwable failure = context.failure();
        if (context.statusCode() == 413) {
            replies.fail(
                    context.request(),
                    ApiException.tooLarge("request entity too large: expected at most " + settings.maxBodyBytes()
                            + " bytes; several smaller requests are taken"));
        } else {
            replies.fail(
                    context.request(),
                    failure == null ? new IllegalStateException("status " + context.statusCode()) : failure);
        }
    }

    private <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            String where = settings.host() + ":" + settings.port();
            throw new IllegalStateException(
                    e.getCause() instanceof BindException
                            ? "Port " + settings.port() + " on " + settings.host()
                                    + " is in use: end what uses it, or give another with --port or techInsights.http.port"
                            : "Cannot listen on " + where + ": " + e.getCause(),
                    e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The HTTP server did not answer within " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Where the process is reached. */
    public URI address() {
        if (servers.isEmpty()) {
            throw new IllegalStateException("The HTTP server has not started");
        }
        return URI.create(
                "http://" + settings.advertisedHost() + ":" + servers.get(0).actualPort());
    }

    /** Every route of the API, as {@code GET /path/{parameter}}. */
    public List<String> routes() {
        return routes;
    }

    /** Says that it is not ready, so that nobody sends more; then closes the port, and answers what was asked before. */
    @Override
    public void close() {
        if (!servers.isEmpty()) {
            draining = true;
            pause(settings.drain());
            await(io.vertx.core.Future.all(servers.stream()
                    .map(server -> server.shutdown(ANSWERED_WITHIN))
                    .toList()));
            servers.clear();
        }
    }

    private static void pause(Duration drain) {
        try {
            Thread.sleep(drain.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
