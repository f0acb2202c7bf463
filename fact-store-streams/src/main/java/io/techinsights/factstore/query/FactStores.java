package io.techinsights.factstore.query;

import io.techinsights.streams.query.Answer;
import io.techinsights.streams.query.Reading;
import io.techinsights.streams.query.StoreQueries;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.query.Query;

/** Where the stores of the fact store are asked: in a running app, or in a test. */
public interface FactStores {
    /** Asks the partition of an entity. */
    <R, T> Answer<T> one(String store, String entity, Query<R> query, Function<R, Optional<T>> reader);

    /** Asks every partition. */
    <R, T> Answer<List<T>> every(String store, Query<R> query, Function<R, T> reader);

    /** The same stores, for an answer that may be as old as this says. */
    default FactStores within(Reading reading) {
        return this;
    }

    /** The same stores, where every partition is one of these. */
    default FactStores only(Collection<Integer> partitions) {
        return this;
    }

    /** Those of an app, each partition asked of its owner. */
    static FactStores of(StoreQueries queries) {
        return new OfApp(queries, queries.partitions(), Reading.fresh());
    }

    /** Some partitions of an app. */
    record OfApp(StoreQueries queries, Collection<Integer> partitions, Reading reading) implements FactStores {
        @Override
        public <R, T> Answer<T> one(String store, String entity, Query<R> query, Function<R, Optional<T>> reader) {
            return queries.one(store, entity, query, reader, reading);
        }

        @Override
        public <R, T> Answer<List<T>> every(String store, Query<R> query, Function<R, T> reader) {
            return queries.each(store, partitions, query, reader, reading);
        }

        @Override
        public FactStores within(Reading other) {
            return new OfApp(queries, partitions, other);
        }

        @Override
        public FactStores only(Collection<Integer> some) {
            return new OfApp(queries, some, reading);
        }
    }
}
