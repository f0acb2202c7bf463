package io.techinsights.benchmarks.store;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.schemas.fact.FactLifecycle;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * How many rows a megabyte of state and changelog holds, beside how many it has to: a row is to take 150 bytes. A million rows
 * are kept of 1.2 million that came, so that there are deleted ones too. Both are compacted, the changelog and the state: a store of some hundred
 * thousand rows is a few files of RocksDB that wait for others to be merged with, and what it takes until then is told. What smaller segments of the changelogs would make
 * of it is told, and is not the figure.
 */
public final class BytesFigure implements Figure {
    private static final int ENTITIES = 50_000;
    private static final int MAX_ITEMS = 20;
    private static final int RUNS = 24;
    private static final double ROWS = (double) ENTITIES * MAX_ITEMS;
    private static final int TARGET = 150;
    private static final List<String> STORES = List.of("rows", "expiry");
    private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(25);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final Map<String, String> SMALLER =
            Map.of("segment.bytes", "1048576", "min.cleanable.dirty.ratio", "0.1");

    private final PrintStream out;

    /**
     * @param out takes what is found besides the figure
     */
    public BytesFigure(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "bytes-per-row";
    }

    @Override
    public String unit() {
        return "rows/MB";
    }

    @Override
    public String description() {
        return "1,000,000 rows of three boolean facts in state and changelogs, beside 150 bytes a row";
    }

    @Override
    public Round measure() throws Exception {
        var load = new FactLoad(FactLoad.METADATA, new FactLifecycle.MaxItems(MAX_ITEMS));
        try (var broker = new StoreBroker();
                var store = new StoreUnderLoad(broker, "bytes.")) {
            store.report(load, ENTITIES, 0, RUNS);
            store.run();
            var disk = new DiskUse(store, broker);
            say("as written", disk);
            awaitSteady(disk);
            say("after the log cleaner", disk);
            for (String name : STORES) {
                StateCompaction.run(store.state(), name);
            }
            double perRow = say("after RocksDB's compaction, too", disk);
            out.printf(
                    "latest-facts: %.1f bytes a row more, facts: %.1f%n",
                    disk.topic(store.topics().latestFacts().name()) / ROWS,
                    disk.topic(store.topics().facts().get(0).name()) / ROWS);
            shrink(store);
            store.report(load, ENTITIES / 50, RUNS, 1);
            store.run();
            awaitSteady(disk);
            say("with " + SMALLER, disk);
            return new Round(1e6 / perRow, 1e6 / TARGET);
        }
    }

    /** Until the cleaner has left the changelogs alone for longer than it takes to look again. */
    private static void awaitSteady(DiskUse disk) throws InterruptedException {
        long begin = System.nanoTime();
        long changed = begin;
        long before = changelogs(disk);
        while (System.nanoTime() - changed < STEADY_NANOS && System.nanoTime() - begin < PATIENCE_NANOS) {
            TimeUnit.SECONDS.sleep(1);
            long now = changelogs(disk);
            if (now != before) {
                before = now;
                changed = System.nanoTime();
            }
        }
    }

    private static long changelogs(DiskUse disk) {
        return STORES.stream().mapToLong(disk::changelog).sum();
    }

    private double say(String when, DiskUse disk) {
        double total = 0;
        var text = new StringBuilder();
        for (String store : STORES) {
            double state = disk.state(store) / ROWS;
            double changelog = disk.changelog(store) / ROWS;
            total += state + changelog;
            text.append(String.format(Locale.ROOT, "; %s %.1f + %.1f", store, state, changelog));
        }
        out.printf("%s: %.1f bytes a row, as state + changelog%s%n", when, total, text);
        return total;
    }

    private static void shrink(StoreUnderLoad store) throws ExecutionException, InterruptedException {
        List<AlterConfigOp> settings = SMALLER.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        store.admin()
                .incrementalAlterConfigs(STORES.stream()
                        .collect(Collectors.toMap(
                                name -> new ConfigResource(
                                        ConfigResource.Type.TOPIC, store.appId() + "-" + name + "-changelog"),
                                name -> settings)))
                .all()
                .get();
    }
}
