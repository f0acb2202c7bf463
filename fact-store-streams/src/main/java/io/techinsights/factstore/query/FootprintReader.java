package io.techinsights.factstore.query;

import io.techinsights.factstore.lifecycle.ExpiryKey;
import io.techinsights.factstore.lifecycle.ExpiryQueue;
import io.techinsights.streams.query.ElsewhereException;
import io.techinsights.streams.query.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Adds up what is stored of a retriever here: the expiry queue knows its entities, and each ledger its count. */
final class FootprintReader {
    private final FactStores stores;
    private final LatestFactsReader latest;

    FootprintReader(FactStores stores, LatestFactsReader latest) {
        this.stores = stores;
        this.latest = latest;
    }

    /**
     * Of the partitions of this instance.
     *
     * @throws UnavailableException where one of them cannot be asked, or moves away meanwhile
     */
    Footprint read(String retrieverId) {
        RangeQuery<ExpiryKey, Bytes> all = RangeQuery.withRange(
                ExpiryKey.first(retrieverId, Long.MIN_VALUE), ExpiryKey.first(retrieverId, Long.MAX_VALUE));
        Footprint footprint = Footprint.NONE;
        for (List<ExpiryKey> places :
                stores.every(ExpiryQueue.STORE, all, FootprintReader::places).orElse(List.of())) {
            for (ExpiryKey place : places) {
                footprint = footprint.add(of(place));
            }
        }
        return footprint;
    }

    private static List<ExpiryKey> places(KeyValueIterator<ExpiryKey, Bytes> queue) {
        List<ExpiryKey> places = new ArrayList<>();
        try (queue) {
            queue.forEachRemaining(place -> places.add(place.key));
        }
        return places;
    }

    private Footprint of(ExpiryKey place) {
        try {
            return latest.get(place.owner()).map(Footprint::of).orElse(Footprint.NONE);
        } catch (ElsewhereException e) {
            throw new UnavailableException("partitions move between instances: " + e.getMessage());
        }
    }
}
