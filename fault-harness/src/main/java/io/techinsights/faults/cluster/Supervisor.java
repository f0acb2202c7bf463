package io.techinsights.faults.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts processes again that end on their own, a second after, as whatever runs them in production does; and says so. */
final class Supervisor implements AutoCloseable {
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "supervisor");
        thread.setDaemon(true);
        return thread;
    });
    private final List<String> started = new ArrayList<>();

    Supervisor(List<Child> processes) {
        looker.scheduleWithFixedDelay(() -> processes.forEach(this::look), 1, 1, TimeUnit.SECONDS);
    }

    private synchronized void look(Child process) {
        if (process.startAgain()) {
            started.add(process.name());
            System.out.println("           " + process.name() + " ended on its own, and is started again");
        }
    }

    /** Those that had to be started, once for each time. */
    synchronized List<String> started() {
        return List.copyOf(started);
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
