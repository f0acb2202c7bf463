package io.techinsights.streams.http;

import io.techinsights.streams.query.ElsewhereException;
import io.techinsights.streams.query.UnavailableException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where features add their routes, below the base path. */
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private static final Duration HANDED_OVER_WITHIN = Duration.ofSeconds(3);
    private static final Duration HAND_OVER_POLL = Duration.ofMillis(50);

    private final RouteTable table;
    private final Access access;
    private final Replies replies;
    private final PeerTrust trust;
    private final PeerClient peers;
    private final Duration maxStaleness;
    private final Barrier barrier;
    private final Map<String, Set<String>> methods;

    Api(RouteTable table, HttpSettings settings, Replies replies, PeerTrust trust) {
        this.table = table;
        this.access = new Access(settings.tokens());
        this.replies = replies;
        this.trust = trust;
        this.peers = new PeerClient(trust);
        this.maxStaleness = settings.maxStaleness();
        this.barrier = (position, patience) -> {};
        this.methods = new TreeMap<>();
    }

    private Api(Api other, Barrier barrier) {
        this.table = other.table;
        this.access = other.access;
        this.replies = other.replies;
        this.trust = other.trust;
        this.peers = other.peers;
        this.maxStaleness = other.maxStaleness;
        this.barrier = barrier;
        this.methods = other.methods;
    }

    /** The same routes, where questions with a position wait until that is reached. */
    public Api behind(Barrier reached) {
        return new Api(this, reached);
    }

    /** A question that a store answers at once; HEAD comes with it. */
    public void get(String path, String permission, Operation operation) {
        addGet(path, context -> answerAtOnce(context, permission, operation));
    }

    /** A question whose answer takes a while. */
    public void getSlow(String path, String permission, Operation operation) {
        addGet(path, onAWorker(context -> answer(context, permission, again(operation))));
    }

    /** A question that may have a body, and that a store answers at once. */
    public void askAtOnce(String path, String permission, Operation operation) {
        add(HttpMethod.POST, path, context -> answerAtOnce(context, permission, operation));
    }

    /** A question that needs a body, and whose answer takes a while. */
    public void ask(String path, String permission, Operation operation) {
        add(HttpMethod.POST, path, onAWorker(context -> answer(context, permission, again(operation))));
    }

    /** Something to be done. */
    public void post(String path, String permission, Operation operation) {
        add(HttpMethod.POST, path, onAWorker(context -> answer(context, permission, operation)));
    }

    /** Something to be done that takes long, and says how far it is: newline-delimited JSON. */
    public void postLines(String path, String permission, LineOperation operation) {
        add(HttpMethod.POST, path, onAWorker(context -> answerLines(context, permission, operation)));
    }

    /** Something to be put in place. */
    public void put(String path, String permission, Operation operation) {
        add(HttpMethod.PUT, path, onAWorker(context -> answer(context, permission, operation)));
    }

    /** Something to be taken away. */
    public void delete(String path, String permission, Operation operation) {
        add(HttpMethod.DELETE, path, onAWorker(context -> answer(context, permission, operation)));
    }

    private void addGet(String path, Handler<RoutingContext> handler) {
        add(HttpMethod.GET, path, handler);
        table.add(HttpMethod.HEAD, path, handler);
    }

    private void add(HttpMethod method, String path, Handler<RoutingContext> handler) {
        methods.computeIfAbsent(path, key -> new TreeSet<>()).add(method.name());
        table.add(method, path, handler);
    }

    private static Handler<RoutingContext> onAWorker(Handler<RoutingContext> handler) {
        return context -> context.vertx()
                .executeBlocking(
                        () -> {
                            handler.handle(context);
                            return true;
                        },
                        false)
                .onFailure(context::fail);
    }

    /** On the thread that serves everybody, unless that would keep it. */
    private void answerAtOnce(RoutingContext context, String permission, Operation operation) {
        try {
            Request request = admit(context, permission);
            if (request.position().isEmpty()) {
                send(request, operation.handle(request));
                return;
            }
        } catch (ElsewhereException | UnavailableException e) {
            LOG.trace("{} cannot be answered at once", context.request().uri());
        } catch (RuntimeException e) {
            replies.fail(context.request(), e);
            return;
        }
        onAWorker(unused -> answer(context, permission, again(operation))).handle(context);
    }

    /** Whoever asks may ask it: an instance for others that may, or somebody with the permission. */
    private Request admit(RoutingContext context, String permission) {
        var request = new Request(context, peers, maxStaleness);
        if (request.isFromPeer()) {
            trust.verify(request.header(PeerClient.HOP).orElse(""), request.method(), request.uri());
        }
        if (!request.isFromPeer() || !trust.isProved()) {
            access.check(request.header("authorization"), permission);
        }
        return request;
    }

    private void send(Request request, Reply reply) {
        Reply whole = request.reading()
                .staleness()
                .map(behind -> reply.with(
                                PeerClient.STALENESS, Long.toString(behind.age().toMillis()))
                        .with(PeerClient.LAG, Long.toString(behind.records())))
                .orElse(reply);
        replies.send(request.raw(), whole);
    }

    private void answer(RoutingContext context, String permission, Operation operation) {
        try {
            Request request = admit(context, permission);
            await(request);
            send(request, answer(request, operation));
        } catch (ClientGoneException e) {
            LOG.debug("{} was given up: {}", context.request().uri(), e.getMessage());
        } catch (RuntimeException e) {
            replies.fail(context.request(), e);
        }
    }

    private void answerLines(RoutingContext context, String permission, LineOperation operation) {
        try {
            Request request = admit(context, permission);
            await(request);
            LineSource source = operation.handle(request);
            var thread = new Thread(() -> write(context.request(), source), "lines-" + context.normalizedPath());
            thread.setDaemon(true);
            try {
                thread.start();
            } catch (OutOfMemoryError e) {
                source.close();
                throw new UnavailableException("no thread is left to answer with");
            }
        } catch (RuntimeException e) {
            replies.fail(context.request(), e);
        }
    }

    private void write(HttpServerRequest request, LineSource source) {
        var lines = new ResponseLines(request);
        try (source) {
            lines.begin();
            source.writeTo(lines);
            lines.end();
        } catch (ClientGoneException e) {
            LOG.debug("{} was given up: {}", request.uri(), e.getMessage());
        } catch (RuntimeException e) {
            replies.failLine(request, lines, e);
        }
    }

    /** A question may be asked twice: while a partition moves, it is, until somebody has it or it takes too long. */
    private Operation again(Operation operation) {
        return request -> {
            long deadline = System.nanoTime() + HANDED_OVER_WITHIN.toNanos();
            while (true) {
                try {
                    return answer(request, operation);
                } catch (UnavailableException e) {
                    boolean hopeless =
                            request.isFromPeer() || !request.reading().isMoving();
                    if (hopeless || System.nanoTime() - deadline > 0 || !pause()) {
                        throw e;
                    }
                }
            }
        };
    }

    private static boolean pause() {
        try {
            Thread.sleep(HAND_OVER_POLL.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void await(Request request) {
        if (!request.isFromPeer()) {
            request.position().ifPresent(position -> {
                try {
                    barrier.await(position, request.remaining());
                } catch (IllegalArgumentException e) {
                    throw ApiException.badRequest(String.valueOf(e.getMessage()));
                }
            });
        }
    }

    private Reply answer(Request request, Operation operation) {
        try {
            return operation.handle(request);
        } catch (ElsewhereException e) {
            return elsewhere(request, operation, e);
        }
    }

    /** The owner answers, or, where that fails and an answer may be behind, a standby. */
    private Reply elsewhere(Request request, Operation operation, ElsewhereException elsewhere) {
        List<HostInfo> hosts =
                peers.byTrouble(elsewhere.where().hosts(request.reading().allowsStandby()));
        var failure = new UnavailableException("nobody has it now");
        for (int i = 0; i < hosts.size(); i++) {
            HostInfo host = hosts.get(i);
            try {
                return elsewhere.isSelf(host)
                        ? operation.handle(request.here())
                        : peers.ask(host, request, request.bytes(), List.of(), request.patience(i == hosts.size() - 1));
            } catch (UnavailableException e) {
                failure = e;
            }
        }
        throw failure;
    }

    /** OPTIONS of every path, once all features have added theirs. */
    void addOptions() {
        methods.forEach((path, allowed) -> {
            String allow = allowed.stream()
                    .flatMap(
                            method -> method.equals("GET") ? List.of("GET", "HEAD").stream() : List.of(method).stream())
                    .collect(Collectors.joining(","));
            table.add(
                    HttpMethod.OPTIONS,
                    path,
                    context -> context.response()
                            .putHeader("allow", allow)
                            .putHeader("content-type", "text/html; charset=utf-8")
                            .end(allow));
        });
    }

    /** Every route there is, as {@code GET /path/{parameter}}. */
    List<String> routes() {
        return methods.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(method -> method + " " + entry.getKey().replaceAll(":(\\w+)", "{$1}")))
                .sorted()
                .toList();
    }
}
