package io.techinsights.faults.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The entities there are, and which of them the catalog has. Nothing is sent about one that leaves, from before it leaves
 * until all roles have seen it come back; so its rows belong to one stay in the catalog each, whatever is slow.
 */
public final class Population {
    /** A row whose sending failed may still arrive, from a process that was paused: an entity leaves no sooner than so. */
    private static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final List<String> entities;
    private final Map<String, Stay> stays = new HashMap<>();

    /** The stay of an entity in the catalog. */
    private static final class Stay {
        private int number;
        private boolean open = true;
        private int inUse;
        private long doubtUntil = System.nanoTime();
    }

    Population(int size) {
        this.entities = IntStream.range(0, size)
                .mapToObj(i -> "component:default/c" + i)
                .toList();
        entities.forEach(entity -> stays.put(entity, new Stay()));
    }

    private Stay stay(String entity) {
        return stays.computeIfAbsent(entity, unknown -> {
            throw new IllegalArgumentException("There is no entity " + unknown);
        });
    }

    /** All that ever were in the catalog. */
    public List<String> entities() {
        return entities;
    }

    /** The entities that the catalog has, or is to have. */
    public synchronized List<String> present() {
        return entities.stream().filter(entity -> stay(entity).open).toList();
    }

    /** The number of the stay of an entity that facts may be sent of; -1 where none may. */
    public synchronized int stayOf(String entity) {
        Stay stay = stay(entity);
        return stay.open ? stay.number : -1;
    }

    /** The number of the stay that is, or was last. */
    public synchronized int latestStay(String entity) {
        return stay(entity).number;
    }

    /**
     * Takes so many entities to send facts of, to be given back.
     *
     * @param share which half of the entities: each is written by one writer alone
     */
    synchronized List<String> take(int count, int share, Random random) {
        List<String> taken = new ArrayList<>();
        for (int attempt = 0; attempt < 4 * count && taken.size() < count; attempt++) {
            String entity = entities.get(2 * random.nextInt(entities.size() / 2) + share);
            Stay stay = stay(entity);
            if (stay.open && stay.inUse == 0) {
                stay.inUse++;
                taken.add(entity);
            }
        }
        return taken;
    }

    /** Gives back what {@link #take} took, all of it acknowledged. */
    synchronized void giveBack(List<String> taken) {
        taken.forEach(entity -> stay(entity).inUse--);
    }

    /** Rows of these may have been sent and may still arrive. */
    synchronized void doubt(List<String> taken) {
        long until = System.nanoTime() + DOUBT_NANOS;
        taken.forEach(entity -> stay(entity).doubtUntil = until);
    }

    /** Closes the stay of some entities, about which nothing is underway. */
    synchronized List<String> close(int count, Random random) {
        List<String> closed = new ArrayList<>();
        for (int attempt = 0; attempt < 10 * count && closed.size() < count; attempt++) {
            String entity = entities.get(random.nextInt(entities.size()));
            Stay stay = stay(entity);
            if (stay.open && stay.inUse == 0 && stay.doubtUntil - System.nanoTime() < 0) {
                stay.open = false;
                closed.add(entity);
            }
        }
        return closed;
    }

    /** Begins another stay of these. */
    synchronized void open(List<String> closed) {
        closed.forEach(entity -> {
            Stay stay = stay(entity);
            stay.number++;
            stay.open = true;
        });
    }
}
