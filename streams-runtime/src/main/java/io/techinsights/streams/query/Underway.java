package io.techinsights.streams.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Work that is done beside whoever sets it going, one piece after the other. A piece that failed is told to all who come after. */
final class Underway {
    private final Executor executor;
    private final int most;
    private final Deque<CompletableFuture<?>> pieces = new ArrayDeque<>();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /**
     * @param most how many pieces are on their way at a time
     */
    Underway(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    /** Sets a piece going, after those before it; waits where too many are on their way. */
    void begin(Runnable piece) {
        while (pieces.size() >= most) {
            await(pieces.removeFirst());
        }
        if (last.isCompletedExceptionally()) {
            await(last);
        }
        last = last.thenRunAsync(piece, executor);
        pieces.add(last);
    }

    /** Returns when nothing is on its way. */
    void await() {
        pieces.clear();
        await(last);
    }

    private static void await(CompletableFuture<?> piece) {
        try {
            piece.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Tells nobody any more that a piece failed. */
    void giveUp() {
        pieces.clear();
        last = CompletableFuture.completedFuture(null);
    }
}
