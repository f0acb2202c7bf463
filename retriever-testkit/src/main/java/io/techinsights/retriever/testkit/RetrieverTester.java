package io.techinsights.retriever.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.catalog.FileCatalog;
import io.techinsights.retriever.declarative.DryRun;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/**
 * Runs a retriever once over a catalog of files, as the product does but without a broker, and holds what it emits against
 * its schema.
 *
 * <pre>{@code
 * TestedRun run = RetrieverTester.installed("licence").catalog(Path.of("src/test/catalog")).run();
 * assertThat(run.problems()).isEmpty();
 * assertThat(run.facts("component:default/petstore")).containsEntry("declared", BooleanNode.TRUE);
 * }</pre>
 */
public final class RetrieverTester {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final FactRetriever retriever;
    private final List<Entity> catalog = new ArrayList<>();
    private ObjectNode config = Json.object();
    private InstantSource clock = InstantSource.system();
    private Duration timeout = TIMEOUT;

    private RetrieverTester(FactRetriever retriever) {
        this.retriever = retriever;
    }

    /** Of this one. */
    public static RetrieverTester of(FactRetriever retriever) {
        return new RetrieverTester(retriever);
    }

    /**
     * Of the one on the class path that has this id, found as the product finds it.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static RetrieverTester installed(String id) {
        List<FactRetriever> all = ServiceLoader.load(FactRetriever.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return all.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .map(RetrieverTester::new)
                .orElseThrow(() ->
                        new IllegalArgumentException("No retriever '" + id + "' is on the class path: expected one of "
                                + all.stream().map(FactRetriever::id).toList()
                                + ", or a line more in META-INF/services/" + FactRetriever.class.getName()));
    }

    /**
     * Adds the entities of YAML files, and of folders of them.
     *
     * @throws IllegalArgumentException saying what cannot be read
     */
    public RetrieverTester catalog(Path... paths) {
        var fixture = new Fixture();
        new FileCatalog(List.of(paths)).read(fixture);
        catalog.addAll(fixture.entities());
        return this;
    }

    /** What {@code factRetrievers.<id>.config} would hold. */
    public RetrieverTester config(ObjectNode own) {
        config = own;
        return this;
    }

    /** The time that the run is told; the real one where it is not given. */
    public RetrieverTester at(Instant time) {
        clock = InstantSource.fixed(time);
        return this;
    }

    /** How long the run may take; 30 seconds where it is not given. */
    public RetrieverTester timeout(Duration most) {
        timeout = most;
        return this;
    }

    /** Runs it. A run that takes too long is interrupted, and fails. */
    public TestedRun run() {
        var rows = new RowsOfRun(retriever, clock);
        var context = new DryRun(catalog, retriever, config, clock, LoggerFactory.getLogger(retriever.id()));
        var end = new CompletableFuture<Void>();
        var worker = new Thread(
                () -> {
                    try {
                        retriever.retrieve(context, rows);
                        end.complete(null);
                    } catch (Throwable e) {
                        end.completeExceptionally(e);
                    }
                },
                "retriever-" + retriever.id());
        worker.setDaemon(true);
        worker.start();
        try {
            end.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return rows.ended(null);
        } catch (ExecutionException e) {
            return rows.ended(e.getCause());
        } catch (TimeoutException e) {
            worker.interrupt();
            return rows.ended(new TimeoutException("the run did not end within " + timeout));
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            return rows.ended(e);
        }
    }
}
