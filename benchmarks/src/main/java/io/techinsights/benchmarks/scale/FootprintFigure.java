package io.techinsights.benchmarks.scale;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.benchmarks.process.StandaloneProcess;
import io.techinsights.benchmarks.process.TempFolder;
import io.techinsights.benchmarks.store.FactLoad;
import io.techinsights.benchmarks.store.GroupProgress;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The memory of the standalone program that keeps many rows, beside that of one which took in as many facts and keeps few:
 * what both take for having worked is the same, and the rest is for the rows. One divided by the resident memory, once the
 * garbage is collected.
 */
public final class FootprintFigure implements Figure {
    private static final String PREFIX = "tech-insights.";
    private static final int PARTITIONS = 4;
    private static final double MEBIBYTE = 1024 * 1024;
    private static final Rows MANY = new Rows(20_000, 10, new FactLifecycle.Keep());
    private static final Rows FEW = new Rows(1_000, 200, new FactLifecycle.MaxItems(1));

    private final PrintStream out;

    private record Rows(int entities, int runs, FactLifecycle lifecycle) {
        int kept() {
            return lifecycle instanceof FactLifecycle.MaxItems newest ? entities * newest.count() : entities * runs;
        }
    }

    /** In MiB. */
    private record Memory(double resident, double heap) {}

    /**
     * @param out takes what is found besides the figure
     */
    public FootprintFigure(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "footprint-200k";
    }

    @Override
    public String unit() {
        return "1/GiB";
    }

    @Override
    public String description() {
        return "1 / the memory of a standalone that keeps 200,000 rows, beside one that took in as many and keeps 1,000";
    }

    @Override
    public Optional<String> obstacle() {
        return Files.isReadable(Path.of("/proc/self/status"))
                ? Optional.empty()
                : Optional.of("this system does not tell in /proc what a process takes");
    }

    @Override
    public Round measure() throws Exception {
        Memory few = memory(FEW);
        Memory many = memory(MANY);
        double rows = MANY.kept() - FEW.kept();
        out.printf(
                "a row more takes %.0f bytes of memory, of which %.0f are heap%n",
                (many.resident() - few.resident()) * MEBIBYTE / rows, (many.heap() - few.heap()) * MEBIBYTE / rows);
        return new Round(1024 / many.resident(), 1024 / few.resident());
    }

    private Memory memory(Rows rows) throws Exception {
        try (var folder = TempFolder.named("footprint")) {
            Path config = Files.writeString(folder.path().resolve("config.yaml"), "techInsights: {}\n");
            try (var process = StandaloneProcess.start(folder.path(), List.of("--config=" + config))) {
                process.awaitReady();
                Memory before = memory(process);
                report(process, rows);
                Memory after = memory(process);
                out.printf(
                        "%,d rows: %.0f MiB of memory, of which %.0f MiB are heap in use; %.0f and %.0f when it was ready%n",
                        rows.kept(), after.resident(), after.heap(), before.resident(), before.heap());
                return after;
            }
        }
    }

    private static Memory memory(StandaloneProcess process) throws IOException, InterruptedException {
        process.collectGarbage();
        double heap = process.instance().usedHeapBytes() / MEBIBYTE;
        return new Memory(process.memory().residentMib(), heap);
    }

    private static void report(StandaloneProcess process, Rows rows) throws Exception {
        FactLoad load = ScaleLoad.of(rows.lifecycle());
        process.instance().ask("PUT", "/fact-schemas/" + load.retriever(), ScaleLoad.announcement(load));
        var topics = new Topics(PREFIX, new SchemaRegistryClient(process.schemaRegistry()), List.of());
        Map<String, Object> client = Map.of("bootstrap.servers", process.bootstrapServers());
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
                var admin = Admin.create(client)) {
            load.report(producer, topics, rows.entities(), 0, rows.runs());
            String topic = topics.facts(Topics.DEFAULT_FACT_TOPIC).name();
            new GroupProgress(admin, PREFIX + "facts", topic, PARTITIONS).awaitEnd(() -> true);
        }
        process.requireAlive();
    }
}
