package io.techinsights.retriever.push;

import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.http.Routes;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.CompactedView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Results of checks that are worked out elsewhere. */
public final class ResultRoutes implements Routes {
    private static final String PERMISSION = "tech-insights.check-result.update";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CompactedView<String, CheckDefinition> checks;
    private final PushedSchemas schemas;
    private final FactPush push;

    /**
     * @param checks every definition there is
     */
    public ResultRoutes(CompactedView<String, CheckDefinition> checks, PushedSchemas schemas, FactPush push) {
        this.checks = checks;
        this.schemas = schemas;
        this.push = push;
    }

    @Override
    public void bindTo(Api api) {
        api.post("/checks/:id/results", PERMISSION, this::postResults);
    }

    private Reply postResults(Request request) {
        String id = request.path("id");
        ExternalCheck check = ExternalCheck.of(definition(id)
                .orElseThrow(
                        () -> ApiException.notFound("Tech insight check with id '" + id + "' is not registered.")));
        PushBody results = PushBody.read(request, "results");
        return push.take(schemas.currentOr(check.schema()), check.rows(results));
    }

    /** A check that was put a moment ago may not have come here yet. */
    private Optional<CheckDefinition> definition(String id) {
        if (checks.readiness() instanceof Readiness.NotReady notReady) {
            throw new UnavailableException(notReady.reason());
        }
        Optional<CheckDefinition> known = checks.get(id);
        if (known.isPresent()) {
            return known;
        }
        try {
            checks.committed().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UnavailableException("the check definitions cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while the check definitions were read");
        }
        return checks.get(id);
    }
}
