package io.techinsights.checker.result;

import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.json.Utf8;
import io.techinsights.streams.query.PersistentStores;
import io.techinsights.streams.query.StoredRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The result of each check and entity, written by the topology and read by queries. */
public final class CheckResults {
    public static final String STORE = "check-results";
    private static final char SEPARATOR = '\0';
    private static final char BEHIND_SEPARATOR = '\1';

    private final KeyValueStore<String, CheckResult> store;

    public CheckResults(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(STORE);
    }

    /** The store, to be added to a topology. */
    public static StoreBuilder<KeyValueStore<String, CheckResult>> store(Serde<CheckResult> serde) {
        return Stores.keyValueStoreBuilder(PersistentStores.keyValueStore(STORE), Serdes.String(), serde)
                .withCachingDisabled();
    }

    /** Asks for all results of an entity, by check id. */
    public static StoredRange ofEntity(String entity) {
        return StoredRange.ascending(bytes(entity + SEPARATOR), bytes(entity + BEHIND_SEPARATOR));
    }

    /** Asks for the results of all entities behind one, by entity and check id. */
    public static StoredRange behind(String entity) {
        return StoredRange.ascending(lower(entity), null);
    }

    /** Asks for the results of the entities behind one, up to another. */
    public static StoredRange between(String entity, String last) {
        return StoredRange.ascending(lower(entity), bytes(last + BEHIND_SEPARATOR));
    }

    private static @Nullable Bytes lower(String entity) {
        return entity.isEmpty() ? null : bytes(entity + BEHIND_SEPARATOR);
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The entity that the key of a result belongs to. */
    public static Utf8 entityOf(Bytes key) {
        byte[] bytes = key.get();
        int end = 0;
        while (bytes[end] != SEPARATOR) {
            end++;
        }
        return new Utf8(bytes, 0, end);
    }

    /**
     * A result as it was kept.
     *
     * @param changed whether its status or its value is another than before
     */
    public record Kept(CheckResult result, boolean changed) {}

    /**
     * Keeps a new result beside what is to be remembered of the one before it.
     *
     * @param judged its changedAt is its evaluatedAt
     */
    public Kept put(CheckResult judged) {
        Kept kept = get(judged.getEntity(), judged.getCheckId())
                .map(before -> follow(before, judged))
                .orElseGet(() -> new Kept(judged, true));
        store.put(key(judged.getEntity(), judged.getCheckId()), kept.result());
        return kept;
    }

    private static Kept follow(CheckResult before, CheckResult judged) {
        boolean changed =
                before.getStatus() != judged.getStatus() || !Objects.equals(before.getResult(), judged.getResult());
        CheckResult result = new CheckResult(
                judged.getEntity(),
                judged.getCheckId(),
                judged.getCheckHash(),
                judged.getStatus(),
                judged.getResult(),
                judged.getReason(),
                judged.getConditions(),
                judged.getFacts(),
                judged.getSources(),
                judged.getEvaluatedAt(),
                changed ? judged.getEvaluatedAt() : before.getChangedAt(),
                changed ? before.getStatus() : before.getPreviousStatus(),
                judged.getStructured(),
                judged.getFactRetrievers());
        return new Kept(result, changed);
    }

    /** The result of a check. */
    public Optional<CheckResult> get(String entity, String checkId) {
        return Optional.ofNullable(store.get(key(entity, checkId)));
    }

    /** The ids of the checks that an entity has results of. */
    public List<String> checkIds(String entity) {
        List<String> ids = new ArrayList<>();
        try (KeyValueIterator<String, CheckResult> results =
                store.prefixScan(entity + SEPARATOR, new StringSerializer())) {
            results.forEachRemaining(result -> ids.add(result.value.getCheckId()));
        }
        return ids;
    }

    /** Forgets a result. */
    public void delete(String entity, String checkId) {
        store.delete(key(entity, checkId));
    }

    private static String key(String entity, String checkId) {
        return entity + SEPARATOR + checkId;
    }
}
