package io.techinsights.retriever.publish;

import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.entity.Entity;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.Map;

/** Entities as the topic holds them, each parsed when it is its turn, so that they are never all in memory as JSON. */
final class EntitiesView extends AbstractCollection<Entity> {
    private final Map<String, CatalogEntity> byKey;

    /**
     * @param byKey in the order of the keys
     */
    EntitiesView(Map<String, CatalogEntity> byKey) {
        this.byKey = byKey;
    }

    @Override
    public Iterator<Entity> iterator() {
        Iterator<CatalogEntity> entities = byKey.values().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entities.hasNext();
            }

            @Override
            public Entity next() {
                return Entity.of(entities.next());
            }
        };
    }

    @Override
    public int size() {
        return byKey.size();
    }
}
