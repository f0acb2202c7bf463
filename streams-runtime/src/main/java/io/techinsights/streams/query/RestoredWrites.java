package io.techinsights.streams.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;

/**
 * What is restored of a store from its changelog, on its way there while more of it is read. Whoever looks into the store, writes
 * to it or commits it waits first, and learns whether it failed.
 */
final class RestoredWrites {
    private final Expansion expansion;
    private final Consumer<List<Write>> target;
    private final Underway underway;

    /**
     * @param target takes a batch, on the executor
     */
    RestoredWrites(Expansion expansion, Consumer<List<Write>> target, Executor executor) {
        this.expansion = expansion;
        this.target = target;
        underway = new Underway(executor, 1);
    }

    /** Sets changes on their way, after those before them. */
    void begin(Collection<ConsumerRecord<byte[], byte[]>> changes) {
        List<ConsumerRecord<byte[], byte[]>> batch = List.copyOf(changes);
        underway.begin(() -> store(batch));
    }

    private void store(List<ConsumerRecord<byte[], byte[]>> changes) {
        try {
            target.accept(entries(changes));
        } catch (RuntimeException e) {
            throw new ProcessorStateException("Changes that were restored could not be stored", e);
        }
    }

    /** Returns when nothing is on its way. */
    void await() {
        underway.await();
    }

    /** The last of the writes of each key, in the order of keys. A map of them took a quarter longer for all that is restored. */
    private List<Write> entries(List<ConsumerRecord<byte[], byte[]>> changes) {
        List<Write> entries = new ArrayList<>(changes.size());
        for (ConsumerRecord<byte[], byte[]> change : changes) {
            expansion.expand(
                    Bytes.wrap(change.key()), change.value(), (key, value) -> entries.add(new Write(key, value)));
        }
        entries.sort(Write::compareKey);
        int last = 0;
        for (int i = 1; i < entries.size(); i++) {
            Write entry = entries.get(i);
            last += entry.compareKey(entries.get(last)) == 0 ? 0 : 1;
            entries.set(last, entry);
        }
        return entries.isEmpty() ? entries : entries.subList(0, last + 1);
    }
}
