package io.techinsights.factstore.schema;

import io.techinsights.schemas.fact.FactSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.semver4j.Semver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is on the {@code fact-schemas} topic, with the highest version of each retriever on top: an old instance that
 * announces a lower one during a roll-out does not win by being last. The same version again replaces, so that a changed
 * lifecycle counts. Forgetting a retriever counts whatever the version, and so does the first announcement after it; when it
 * was forgotten last is remembered, also where an announcement that knows nothing of it follows.
 */
public final class AnnouncedSchemas implements FactSchemas {
    private static final Logger LOG = LoggerFactory.getLogger(AnnouncedSchemas.class);
    private final Map<String, FactSchema> schemas = new ConcurrentHashMap<>();

    /**
     * Takes a record of the topic.
     *
     * @param announcement empty for a tombstone
     */
    public void accept(String retrieverId, Optional<FactSchema> announcement) {
        if (announcement.isEmpty()) {
            schemas.remove(retrieverId);
            return;
        }
        FactSchema schema = announcement.get();
        if (!schema.retrieverId().equals(retrieverId)) {
            LOG.warn(
                    "A fact schema of '{}' stands under the key '{}' and is not used",
                    schema.retrieverId(),
                    retrieverId);
            return;
        }
        schemas.merge(retrieverId, schema, AnnouncedSchemas::next);
    }

    private static FactSchema next(FactSchema known, FactSchema announced) {
        boolean stays = !announced.isForgotten()
                && !known.isForgotten()
                && version(known).isGreaterThan(version(announced));
        return (stays ? known : announced).with(announced.oblivion().after(known.oblivion()));
    }

    private static Semver version(FactSchema schema) {
        return new Semver(schema.version());
    }

    @Override
    public Optional<FactSchema> announcement(String retrieverId) {
        return Optional.ofNullable(schemas.get(retrieverId));
    }

    @Override
    public Collection<FactSchema> announcements() {
        return List.copyOf(schemas.values());
    }
}
