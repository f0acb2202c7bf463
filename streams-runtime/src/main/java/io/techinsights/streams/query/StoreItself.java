package io.techinsights.streams.query;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.query.Query;

/** Asks one of {@link PersistentStores} for itself, to be asked what it answers by itself. */
record StoreItself() implements Query<StateStore> {}
