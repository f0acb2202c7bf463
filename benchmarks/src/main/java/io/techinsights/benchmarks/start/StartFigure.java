package io.techinsights.benchmarks.start;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.benchmarks.process.StandaloneProcess;
import io.techinsights.benchmarks.process.TempFolder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How long the standalone program with its demo takes until it says that it is ready, beside eight seconds. */
public final class StartFigure implements Figure {
    private static final double GOAL_SECONDS = 8;
    private static final long MEBIBYTE = 1024 * 1024;

    private final Data data;
    private final PrintStream out;

    /** What it finds in its data directory. */
    public enum Data {
        /** Nothing. */
        COLD("cold", "an empty data directory"),
        /** What a run before it left, which was stopped as it should be. */
        WARM("warm", "the data directory of a run before");

        private final String label;
        private final String text;

        Data(String label, String text) {
            this.label = label;
            this.text = text;
        }
    }

    /**
     * @param out takes what is found besides the figure
     */
    public StartFigure(Data data, PrintStream out) {
        this.data = data;
        this.out = out;
    }

    @Override
    public String name() {
        return "start-" + data.label;
    }

    @Override
    public String unit() {
        return "1/s";
    }

    @Override
    public String description() {
        return "1 / the time from a start with " + data.text + " until it is ready, beside 1 / 8 s";
    }

    @Override
    public Round measure() throws Exception {
        try (var folder = TempFolder.named("start")) {
            if (data == Data.WARM) {
                start(folder.path(), "the run before");
            }
            Duration took = start(folder.path(), name());
            return new Round(1e9 / took.toNanos(), 1 / GOAL_SECONDS);
        }
    }

    private Duration start(Path folder, String what) throws Exception {
        try (var process = StandaloneProcess.start(folder, List.of())) {
            Duration took = process.awaitReady();
            out.printf(
                    "%s: ready after %.2f s, with %d MiB of memory, of which %d MiB are heap in use%n",
                    what,
                    took.toNanos() / 1e9,
                    process.memory().residentMib(),
                    process.instance().usedHeapBytes() / MEBIBYTE);
            return took;
        }
    }
}
