package io.techinsights.checker.evaluate;

import io.techinsights.streams.query.PersistentStores;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * How far a task has brought its results, kept with them: what each check was when every entity was last judged by it, and
 * how far the sweep is that is under way. So a restart goes on where it was, and has nothing to do where nothing changed.
 */
final class SweepLog {
    private static final String STORE = "sweep-log";
    private static final String CURSOR = "cursor";
    private static final String TARGET = "target";
    private static final String DONE = "done";
    private static final String CHECK = "check/";

    /** Of a check that some entities were judged by, or have lost, and others not yet. */
    static final String MIXED = "";

    private final KeyValueStore<String, String> store;

    SweepLog(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(STORE);
    }

    static StoreBuilder<KeyValueStore<String, String>> store() {
        return Stores.keyValueStoreBuilder(PersistentStores.keyValueStore(STORE), Serdes.String(), Serdes.String())
                .withCachingDisabled();
    }

    /** The fingerprint that each check had when its last sweep was through, by id; {@link #MIXED} in between. */
    Map<String, String> checks() {
        Map<String, String> checks = new HashMap<>();
        try (KeyValueIterator<String, String> all = store.prefixScan(CHECK, new StringSerializer())) {
            all.forEachRemaining(check -> checks.put(check.key.substring(CHECK.length()), check.value));
        }
        return checks;
    }

    void put(String checkId, String fingerprint) {
        store.put(CHECK + checkId, fingerprint);
    }

    void remove(String checkId) {
        store.delete(CHECK + checkId);
    }

    /**
     * How far a sweep is.
     *
     * @param entity the last that it is through with; empty at the beginning
     */
    record Reached(String entity, long done) {
        static final Reached NOTHING = new Reached("", 0);
    }

    /** How far the sweep towards this target is; nothing where none was under way, or another one. */
    Reached reached(String target) {
        String cursor = store.get(CURSOR);
        String done = store.get(DONE);
        return cursor == null || done == null || !target.equals(store.get(TARGET))
                ? Reached.NOTHING
                : new Reached(cursor, Long.parseLong(done));
    }

    /** Writes down how far the sweep towards a target is. */
    void put(String target, Reached reached) {
        store.put(TARGET, target);
        store.put(CURSOR, reached.entity());
        store.put(DONE, Long.toString(reached.done()));
    }

    /** No sweep is under way. */
    void finished() {
        store.delete(TARGET);
        store.delete(CURSOR);
        store.delete(DONE);
    }
}
