package io.techinsights.streams.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.app.Role;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Probes and metrics: {@code /health/live}, {@code /health/ready}, {@code /metrics}. */
final class HealthRoutes {
    private HealthRoutes() {}

    static void bindTo(Router router, List<Role> roles, BooleanSupplier draining, PrometheusMeterRegistry meters) {
        router.get("/health/live")
                .handler(context -> context.response()
                        .putHeader("content-type", "application/json")
                        .end("{\"status\":\"live\"}"));
        router.get("/health/ready").handler(context -> {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            boolean ready = !draining.getAsBoolean()
                    && Readiness.all(roles.stream().map(Role::readiness).toList()) instanceof Readiness.Ready;
            body.put("status", ready ? "ready" : draining.getAsBoolean() ? "stopping" : "not ready");
            ObjectNode details = body.putObject("roles");
            roles.forEach(role -> details.put(
                    role.name(),
                    role.readiness() instanceof Readiness.NotReady notReady ? notReady.reason() : "ready"));
            context.response()
                    .setStatusCode(ready ? 200 : 503)
                    .putHeader("content-type", "application/json")
                    .end(body.toString());
        });
        roles.forEach(role -> Gauge.builder(
                        "tech.insights.role.ready", role, one -> one.readiness() instanceof Readiness.Ready ? 1 : 0)
                .description("1 where the role can work")
                .tag("role", role.name())
                .register(meters));
        router.get("/metrics")
                .blockingHandler(
                        context -> context.response()
                                .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                                .end(meters.scrape()),
                        false);
    }
}
