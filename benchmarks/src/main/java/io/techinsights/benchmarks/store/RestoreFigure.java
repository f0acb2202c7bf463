package io.techinsights.benchmarks.store;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.streams.app.StreamsService;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How fast a fact store comes back whose disk was lost, beside how fast a consumer reads the same changelogs up to the same
 * ends. The app restores with one consumer on one thread, and so does what stands beside it, configured alike. They take
 * turns, and the consumer reads several times in each, since it is done soon.
 */
public final class RestoreFigure implements Figure {
    private static final int ENTITIES = 15_000;
    private static final int RUNS = 20;
    private static final int ROWS = ENTITIES * RUNS;
    private static final int TURNS = 3;
    private static final int READS = 5;

    private final PrintStream out;

    /**
     * @param out takes what is found besides the figure
     */
    public RestoreFigure(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "restore-vs-consumer";
    }

    @Override
    public String unit() {
        return "rows/s";
    }

    @Override
    public String description() {
        return "rows of a store whose disk was lost brought back, beside a consumer that only reads the same changelogs";
    }

    @Override
    public Round measure() throws Exception {
        var load = new FactLoad(FactLoad.METADATA, new FactLifecycle.Keep());
        try (var broker = new StoreBroker();
                var store = new StoreUnderLoad(broker, "restore.")) {
            store.report(load, ENTITIES, 0, RUNS);
            store.run();
            List<Restored> restored = new ArrayList<>();
            List<Long> read = new ArrayList<>();
            for (int turn = 0; turn < TURNS; turn++) {
                if (turn % 2 == 1) {
                    read.addAll(read(store, restored.get(0).ends()));
                }
                restored.add(restore(store));
                if (turn % 2 == 0) {
                    read.addAll(read(store, restored.get(0).ends()));
                }
            }
            List<Long> nanos = restored.stream().map(Restored::nanos).toList();
            return new Round(ROWS * 1e9 / median(nanos), ROWS * 1e9 / median(read));
        }
    }

    private record Restored(long nanos, Map<TopicPartition, Long> ends) {}

    private Restored restore(StoreUnderLoad store) throws Exception {
        wipe(store);
        var watch = new WatchedRestore();
        try (StreamsService app = store.app()) {
            app.streams().setGlobalStateRestoreListener(watch);
            app.start();
            long nanos = watch.awaitRunning(app.streams());
            int threads = app.streams().metadataForLocalThreads().size();
            if (threads != 1) {
                throw new IllegalStateException(threads + " threads restored, and one consumer is to read beside them");
            }
            long rows = store.rows(app.streams());
            if (rows != ROWS) {
                throw new IllegalStateException(rows + " of " + ROWS + " rows came back");
            }
            say("restored", watch.records(), nanos);
            return new Restored(nanos, watch.ends());
        }
    }

    private static void wipe(StoreUnderLoad store) throws IOException {
        Utils.delete(store.state().toFile());
    }

    private List<Long> read(StoreUnderLoad store, Map<TopicPartition, Long> ends) throws TimeoutException {
        var config = new StreamsConfig(store.configuration("restore")).getRestoreConsumerConfigs("bare");
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < READS; i++) {
            try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                ChangelogRead read = ChangelogRead.of(consumer, ends);
                say("read", read.records(), read.nanos());
                nanos.add(read.nanos());
            }
        }
        return nanos;
    }

    private void say(String what, long records, long nanos) {
        out.printf("%s %,d records of changelogs in %.2f s%n", what, records, nanos / 1e9);
    }

    private static long median(List<Long> nanos) {
        return nanos.stream().sorted().toList().get(nanos.size() / 2);
    }
}
