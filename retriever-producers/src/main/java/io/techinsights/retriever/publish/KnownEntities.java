package io.techinsights.retriever.publish;

import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.CompactedView;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the entities topic holds: the one copy of the catalog that a process keeps. */
public interface KnownEntities {
    /** The entity of a key, as far as the topic was read. */
    Optional<CatalogEntity> get(String key);

    /** All of them by key, in that order, as far as the topic was read; nothing is copied. */
    Map<String, CatalogEntity> all();

    /**
     * Returns when everything that is on the topic by now was read.
     *
     * @throws UnavailableException where that took too long
     */
    void catchUp() throws InterruptedException;

    /**
     * Those of a view.
     *
     * @param patience how long {@link #catchUp} waits
     */
    static KnownEntities of(CompactedView<String, CatalogEntity> view, Duration patience) {
        return new KnownEntities() {
            @Override
            public Optional<CatalogEntity> get(String key) {
                return view.get(key);
            }

            @Override
            public Map<String, CatalogEntity> all() {
                return view.all();
            }

            @Override
            public void catchUp() throws InterruptedException {
                try {
                    view.committed().get(patience.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException | ExecutionException e) {
                    throw new UnavailableException("The entities topic could not be read to its end in " + patience);
                }
            }
        };
    }
}
