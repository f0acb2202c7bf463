package io.techinsights.standalone.embedded.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** Turns functions into handlers: questions are answered at once, commands where they may wait for Kafka. */
final class Answering {
    private final WorkerExecutor worker;

    Answering(WorkerExecutor worker) {
        this.worker = worker;
    }

    /** A question, answered from memory. */
    static Handler<RoutingContext> asking(Function<Exchange, JsonNode> question) {
        return context -> {
            var exchange = new Exchange(context);
            exchange.answer(question.apply(exchange));
        };
    }

    /** A command, which is kept on the topic before it is answered. */
    Handler<RoutingContext> telling(Function<Exchange, JsonNode> command) {
        return context -> {
            var exchange = new Exchange(context);
            worker.executeBlocking(() -> command.apply(exchange))
                    .onSuccess(exchange::answer)
                    .onFailure(context::fail);
        };
    }
}
