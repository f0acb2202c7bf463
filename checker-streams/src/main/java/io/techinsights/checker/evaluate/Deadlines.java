package io.techinsights.checker.evaluate;

import io.techinsights.streams.query.PersistentStores;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** When the rows of entities are to be looked at because of their age, ordered by time: whatever is due is at the front. */
final class Deadlines {
    private static final String STORE = "stale-deadlines";
    private static final char SEPARATOR = '\0';
    private static final String NOTHING = "";

    private final KeyValueStore<String, String> store;

    /** A row that is due. */
    record Due(long deadline, String entity, String retrieverId) {
        private static Due of(String key) {
            String[] parts = key.split(String.valueOf(SEPARATOR), 3);
            return new Due(Long.parseLong(parts[0], 16), parts[1], parts[2]);
        }

        private String key() {
            return time(deadline) + SEPARATOR + entity + SEPARATOR + retrieverId;
        }
    }

    Deadlines(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(STORE);
    }

    static StoreBuilder<KeyValueStore<String, String>> store() {
        return Stores.keyValueStoreBuilder(PersistentStores.keyValueStore(STORE), Serdes.String(), Serdes.String())
                .withCachingDisabled();
    }

    void add(Due due) {
        store.put(due.key(), NOTHING);
    }

    void remove(Due due) {
        store.delete(due.key());
    }

    /** The first that are due by then, in order. */
    List<Due> until(long now, int limit) {
        List<Due> due = new ArrayList<>();
        try (KeyValueIterator<String, String> first = store.range(null, time(now + 1))) {
            while (first.hasNext() && due.size() < limit) {
                due.add(Due.of(first.next().key));
            }
        }
        return due;
    }

    private static String time(long millis) {
        return HexFormat.of().toHexDigits(millis);
    }
}
