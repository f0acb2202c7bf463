package io.techinsights.faults.load;

import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.cluster.Instance;
import io.techinsights.faults.cluster.Role;
import io.techinsights.faults.cluster.Waiting;
import io.techinsights.faults.model.PushedFacts;
import io.techinsights.faults.model.Row;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writers, readers and a catalog that changes, all the while. */
public final class Load implements AutoCloseable {
    /** Of every topic, group and transactional id. */
    public static final String PREFIX = "tech-insights.";

    /** Of every topic of the pipeline. */
    public static final int PARTITIONS = 4;

    private static final int ENTITIES = 240;
    private static final int BATCH = 10;
    private static final int READERS = 8;
    private static final Duration WRITE_EVERY = Duration.ofMillis(200);
    private static final Duration ASK_EVERY = Duration.ofMillis(250);
    private static final Duration CHANGE_EVERY = Duration.ofSeconds(6);
    private static final Duration ANNOUNCED = Duration.ofMinutes(1);
    private static final long MAX_STOP_MILLIS = Duration.ofMinutes(12).toMillis();

    private final Cluster cluster;
    private final long seed;
    private final Population population = new Population(ENTITIES);
    private final Journal journal = new Journal();
    private final Observations observations;
    private final EntitiesFollower follower;
    private final CatalogKeeper keeper;
    private final TopicWriter topicWriter;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;

    /** What is done again and again. */
    private interface Step {
        void run() throws InterruptedException;
    }

    /**
     * @param folder where the configuration of the cluster is
     */
    public Load(Cluster cluster, Path folder, Observations observations, long seed) {
        this.cluster = cluster;
        this.seed = seed;
        this.observations = observations;
        this.follower = new EntitiesFollower(cluster);
        this.keeper = new CatalogKeeper(new CatalogFile(folder), follower, population, seed + 1);
        this.topicWriter = new TopicWriter(cluster);
    }

    /** Writes what the instances of the product are configured with, and the catalog as it is at first. */
    public static void configure(Path folder, Cluster cluster) throws IOException {
        ProductConfig.write(folder, cluster);
        new CatalogFile(folder).write(new Population(ENTITIES).entities());
    }

    /** Announces what will be pushed and begins; returns once the first facts are in. */
    public void start() throws InterruptedException {
        for (PushedFacts retriever : PushedFacts.values()) {
            Waiting.require(retriever.id() + " is announced", ANNOUNCED, () -> isAnnounced(retriever));
        }
        keeper.begin();
        var source = new RowSource(seed + 2, journal, population, InstantSource.system());
        var other = new RowSource(seed + 3, journal, population, InstantSource.system());
        var httpWriter = new HttpWriter(cluster, observations, seed + 4);
        write(source, httpWriter, 0);
        write(other, topicWriter, 1);
        run("http-writer", WRITE_EVERY, () -> write(source, httpWriter, 0));
        run("topic-writer", WRITE_EVERY, () -> write(other, topicWriter, 1));
        run("catalog-keeper", CHANGE_EVERY, keeper::change);
        var readers = new Readers(cluster, journal, population, observations);
        for (int i = 0; i < READERS; i++) {
            var random = new Random(seed + 5 + i);
            run("reader-" + i, ASK_EVERY, () -> readers.ask(random));
        }
    }

    private boolean isAnnounced(PushedFacts retriever) {
        Instance asked = cluster.awake(Role.RETRIEVERS).get(0);
        try {
            return cluster.web()
                            .send(
                                    "PUT",
                                    asked.api("/fact-schemas/" + retriever.id()),
                                    Json.write(retriever.announcement()))
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void write(RowSource source, RowWriter writer, int share) throws InterruptedException {
        PushedFacts[] all = PushedFacts.values();
        PushedFacts retriever = all[source.random().nextInt(all.length)];
        List<String> entities = population.take(BATCH, share, source.random());
        List<Row> rows = entities.stream()
                .distinct()
                .map(entity -> source.next(entity, retriever))
                .toList();
        if (!rows.isEmpty()) {
            List<String> positions = writer.write(retriever, rows, () -> population.doubt(entities));
            for (int i = 0; i < rows.size(); i++) {
                journal.acknowledged(rows.get(i), positions.get(i));
            }
        }
        population.giveBack(entities);
    }

    private void run(String name, Duration every, Step step) {
        var thread = new Thread(
                () -> {
                    try {
                        while (!stopping) {
                            step.run();
                            TimeUnit.NANOSECONDS.sleep(every.toNanos());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        failure = e;
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /**
     * Ends it: every row that was sent is acknowledged, and the catalog is at rest.
     *
     * @throws IllegalStateException where a part of it failed, or does not come to an end
     */
    public void stop() throws InterruptedException {
        stopping = true;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_STOP_MILLIS);
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            if (thread.isAlive()) {
                throw new IllegalStateException(thread.getName() + " does not come to an end");
            }
        }
        Throwable failed = failure;
        if (failed != null) {
            throw new IllegalStateException("The load failed: " + failed.getMessage(), failed);
        }
    }

    /** What was sent. */
    public Journal journal() {
        return journal;
    }

    /** The entities. */
    public Population population() {
        return population;
    }

    /** How many entities left the catalog, and how many of those came back. */
    public String moves() {
        return keeper.left() + " left, " + keeper.returned() + " back";
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        topicWriter.close();
        follower.close();
    }
}
