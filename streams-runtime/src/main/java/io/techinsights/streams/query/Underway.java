package io.techinsights.streams.query;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Work that is done beside whoever sets it going, one piece after the other. A piece that failed is told to all who come after. */
final class Underway {
    private final Executor executor;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    Underway(Executor executor) {
        this.executor = executor;
    }

    /** Sets a piece going, after the one before it. */
    void begin(Runnable piece) {
        await();
        last = CompletableFuture.runAsync(piece, executor);
    }

    /** Returns when nothing is on its way. */
    void await() {
        try {
            last.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Tells nobody any more that a piece failed. */
    void giveUp() {
        last = CompletableFuture.completedFuture(null);
    }
}
