package io.techinsights.faults.load;

import io.techinsights.faults.cluster.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Lets entities leave the catalog and come back, some at a time; at the end some are gone. */
final class CatalogKeeper {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 5;
    private static final int MAX_GONE = 15;

    private final CatalogFile file;
    private final EntitiesFollower follower;
    private final Population population;
    private final Random random;
    private final List<String> gone = new ArrayList<>();
    private int left;
    private int returned;

    CatalogKeeper(CatalogFile file, EntitiesFollower follower, Population population, long seed) {
        this.file = file;
        this.follower = follower;
        this.population = population;
        this.random = new Random(seed);
    }

    /** Writes all of it for the first time, and waits until every role knows them. */
    void begin() throws InterruptedException {
        file.write(population.entities());
        require("All entities are known", () -> isIn(population.entities()));
    }

    /** Lets some leave, and lets some of those that left come back. */
    void change() throws InterruptedException {
        List<String> leaving = population.close(AT_ONCE, random);
        if (!leaving.isEmpty()) {
            file.write(population.present());
            require("Entities leave: " + leaving, () -> follower.says(leaving, false));
            gone.addAll(leaving);
            left += leaving.size();
        }
        List<String> coming = new ArrayList<>();
        while (gone.size() > MAX_GONE || (!gone.isEmpty() && coming.size() < AT_ONCE && random.nextBoolean())) {
            coming.add(gone.remove(random.nextInt(gone.size())));
        }
        if (!coming.isEmpty()) {
            List<String> all = new ArrayList<>(population.present());
            all.addAll(coming);
            file.write(all);
            require("Entities come back: " + coming, () -> isIn(coming));
            population.open(coming);
            returned += coming.size();
        }
    }

    private boolean isIn(List<String> entities) {
        return follower.says(entities, true) && follower.isTakenIn(entities);
    }

    private static void require(String what, BooleanSupplier condition) throws InterruptedException {
        Waiting.require(what, PATIENCE, condition);
    }

    /** How many left, one that left twice counted twice. */
    int left() {
        return left;
    }

    /** How many of them came back. */
    int returned() {
        return returned;
    }
}
