package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.history.FactHistory;
import io.techinsights.factstore.history.RowReader;
import io.techinsights.factstore.latest.LatestFacts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores that change together, behind the rules that keep them in step. */
record RetentionStores(
        Retention retention, Purge purge, ExpiryQueue queue, LastDeparture departure, Departing departing) {

    /** What a topology needs to have them; made once, for all the processors that share them. */
    static Set<StoreBuilder<?>> builders() {
        return new LinkedHashSet<>(
                List.of(LatestFacts.store(), ExpiryQueue.store(), LastDeparture.builder(), Departing.builder()));
    }

    /** Those of a task. */
    static RetentionStores of(ProcessorContext<?, ?> context, RowReader rows) {
        var queue = new ExpiryQueue(context.getStateStore(ExpiryQueue.STORE));
        var latest = new LatestFacts(context.getStateStore(LatestFacts.STORE));
        var history = new FactHistory(context.getStateStore(LatestFacts.STORE));
        return new RetentionStores(
                new Retention(latest, history, queue, new SameFacts(rows)),
                new Purge(latest, history, queue),
                queue,
                new LastDeparture(context.getStateStore(LastDeparture.STORE)),
                new Departing(context.getStateStore(Departing.STORE)));
    }
}
