package io.techinsights.standalone;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.rules.JsonRulesEngineChecker;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Upstream's checks, compiled while something else starts. As long as this is open, whoever compiles the same with the same types
 * finds their rules made.
 */
final class ChecksAhead implements AutoCloseable {
    private final CompletableFuture<CheckSet> compiled;

    /** Begins, and does not wait. What goes wrong shows where they are compiled to be used. */
    ChecksAhead(List<Check> checks, CheckerTypes types) {
        List<Check> sharing = checks.stream()
                .filter(check -> check.type().equals(JsonRulesEngineChecker.TYPE))
                .toList();
        compiled = CompletableFuture.supplyAsync(() -> CheckSet.of(sharing, types), ChecksAhead::run);
    }

    private static void run(Runnable task) {
        var thread = new Thread(task, "checks-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets go of them, as soon as they are there. */
    @Override
    public void close() {
        compiled.thenAccept(CheckSet::close);
    }
}
