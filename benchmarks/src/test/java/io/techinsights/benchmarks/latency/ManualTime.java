package io.techinsights.benchmarks.latency;

/** A clock that goes on only where somebody waits by it or moves it. */
final class ManualTime implements OpenLoop.Time {
    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(long pause) {
        nanos += pause;
    }

    void pauseMillis(long millis) {
        pause(millis * 1_000_000);
    }
}
