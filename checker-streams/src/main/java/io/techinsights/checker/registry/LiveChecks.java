package io.techinsights.checker.registry;

import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compiled checks of now. A change of the registry is compiled in the background, what did not change being taken over,
 * and then takes their place.
 */
public final class LiveChecks implements Supplier<CheckSet>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveChecks.class);
    private static final long SETTLE_MILLIS = 100;

    /** Nobody who took a set works on it for longer than this. */
    private static final long GRACE_SECONDS = 60;

    private final CheckRegistry registry;
    private final AtomicBoolean pending = new AtomicBoolean();
    private final Set<CheckSet> retired = new LinkedHashSet<>();
    private final ScheduledExecutorService executor =
            new ScheduledThreadPoolExecutor(1, LiveChecks::compiler, new ThreadPoolExecutor.DiscardPolicy());
    private volatile CheckSet current;

    public LiveChecks(CheckRegistry registry, CheckerTypes types) {
        this.registry = registry;
        this.current = CheckSet.of(List.of(), types);
    }

    private static Thread compiler(Runnable task) {
        var thread = new Thread(task, "check-compiler");
        thread.setDaemon(true);
        return thread;
    }

    /** Compiles what the registry holds, and follows it from then on. */
    public void start() {
        registry.onChange(this::changed);
        compile();
    }

    /** Makes a new set soon: of other checks, or of the same where what they are judged by besides is another. */
    public void changed() {
        if (pending.compareAndSet(false, true)) {
            executor.schedule(this::recompile, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void recompile() {
        pending.set(false);
        try {
            compile();
        } catch (RuntimeException e) {
            LOG.error("The changed checks could not be compiled; the ones before stay in force", e);
        }
    }

    private synchronized void compile() {
        CheckSet before = current;
        current = before.changedTo(registry.checks());
        retired.add(before);
        executor.schedule(() -> release(before), GRACE_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void release(CheckSet set) {
        if (retired.remove(set)) {
            set.close();
        }
    }

    @Override
    public CheckSet get() {
        return current;
    }

    @Override
    public void close() {
        executor.shutdownNow();
        closeAll();
    }

    private synchronized void closeAll() {
        retired.forEach(CheckSet::close);
        retired.clear();
        current.close();
    }
}
