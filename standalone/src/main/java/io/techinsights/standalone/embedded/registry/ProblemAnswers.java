package io.techinsights.standalone.embedded.registry;

import io.techinsights.schemas.json.Json;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what goes wrong as {@code {"error_code", "message"}}, whatever it was. */
final class ProblemAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final int[] STATUSES = {400, 404, 405, 406, 413, 415, 500};

    private ProblemAnswers() {}

    static void bindTo(Router router) {
        for (int status : STATUSES) {
            router.errorHandler(status, ProblemAnswers::answer);
        }
    }

    /** Refuses a body that says it is something else than JSON. */
    static void requireJson(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || type.contains("json") || type.startsWith("application/octet-stream")) {
            context.next();
            return;
        }
        context.fail(
                415,
                new RegistryProblem(
                        415, "Content-Type " + type + " is not taken: expected " + Exchange.MEDIA_TYPE, null));
    }

    private static void answer(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof RegistryProblem problem) {
            if (problem.status() >= 500) {
                LOG.warn(
                        "{} {}: {}",
                        context.request().method(),
                        context.request().uri(),
                        problem.getMessage());
            }
            answer(context, problem.status(), problem.code(), String.valueOf(problem.getMessage()));
        } else if (failure == null || context.statusCode() != 500) {
            int status = context.statusCode();
            answer(
                    context,
                    status,
                    status,
                    "HTTP " + status + " "
                            + context.response().setStatusCode(status).getStatusMessage());
        } else {
            LOG.error("{} {}", context.request().method(), context.request().uri(), failure);
            answer(context, 500, 50001, "Internal error: " + failure);
        }
    }

    private static void answer(RoutingContext context, int status, int code, String message) {
        new Exchange(context)
                .answer(status, Json.object().put("error_code", code).put("message", message));
    }
}
