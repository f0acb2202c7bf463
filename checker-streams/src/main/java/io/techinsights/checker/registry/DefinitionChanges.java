package io.techinsights.checker.registry;

import io.techinsights.checker.check.Check;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an edit makes of the definitions there are; nothing is written here. */
final class DefinitionChanges {
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionChanges.class);
    private static final String CONFIGURATION = "configuration";
    private static final String HTTP = "http";

    /** Checks that were put over HTTP are listed behind those of the files. */
    private static final int LAST = Integer.MAX_VALUE;

    private final Map<String, CheckDefinition> definitions;
    private final Map<String, Integer> versions = new HashMap<>();
    private final Instant now;

    /**
     * Begins with what there is.
     *
     * @param definitions those in force, by id
     * @param history all there ever were, so that a version is never given twice
     */
    DefinitionChanges(Map<String, CheckDefinition> definitions, Collection<CheckDefinition> history, Instant now) {
        this.definitions = definitions;
        this.now = now;
        for (Collection<CheckDefinition> all : List.of(definitions.values(), history)) {
            all.forEach(one -> versions.merge(one.getId(), one.getVersion(), Math::max));
        }
    }

    /** Whether a configuration file holds it, and would bring it back. */
    static boolean isOwned(CheckDefinition definition) {
        return definition.getOrigin().equals(CONFIGURATION);
    }

    /** Brings those that files hold up to these checks, in this order. */
    List<CheckDefinition> toConfiguration(List<Check> configured) {
        Map<String, CheckDefinition> changes = new LinkedHashMap<>();
        definitions.values().stream()
                .filter(DefinitionChanges::isOwned)
                .forEach(existing -> changes.put(existing.getId(), withdrawal(existing)));
        for (int position = 0; position < configured.size(); position++) {
            Check check = configured.get(position);
            CheckDefinition existing = definitions.get(check.id());
            if (existing != null && !isOwned(existing)) {
                LOG.warn("Check '{}' was put over HTTP; from now on the configuration holds it", check.id());
            }
            if (existing != null && isOwned(existing) && isSame(existing, check, position)) {
                changes.remove(check.id());
            } else {
                changes.put(check.id(), definition(check, position, CONFIGURATION));
            }
        }
        return List.copyOf(changes.values());
    }

    private static boolean isSame(CheckDefinition existing, Check check, int position) {
        return existing.getContentHash().equals(check.contentHash()) && existing.getPosition() == position;
    }

    /** Puts one check over HTTP. */
    Edit put(Check check) {
        CheckDefinition existing = definitions.get(check.id());
        if (existing == null) {
            return new Edit.Done(definition(check, LAST, HTTP), true);
        }
        if (isOwned(existing)) {
            return new Edit.Owned(existing);
        }
        return existing.getContentHash().equals(check.contentHash())
                ? new Edit.Unchanged(existing)
                : new Edit.Done(definition(check, LAST, HTTP), false);
    }

    /** Takes one check away that came over HTTP. */
    Edit delete(String id) {
        CheckDefinition existing = definitions.get(id);
        if (existing == null) {
            return new Edit.Missing();
        }
        return isOwned(existing) ? new Edit.Owned(existing) : new Edit.Done(withdrawal(existing), false);
    }

    private CheckDefinition definition(Check check, int position, String origin) {
        return CheckDefinition.newBuilder()
                .setId(check.id())
                .setType(check.type())
                .setPosition(position)
                .setDefinition(Json.write(check.json()))
                .setOrigin(origin)
                .setContentHash(check.contentHash())
                .setUpdatedAt(now)
                .setVersion(nextVersion(check.id()))
                .build();
    }

    private CheckDefinition withdrawal(CheckDefinition existing) {
        return CheckDefinition.newBuilder(existing)
                .setWithdrawn(true)
                .setVersion(nextVersion(existing.getId()))
                .setUpdatedAt(now)
                .build();
    }

    private int nextVersion(String id) {
        return versions.getOrDefault(id, 0) + 1;
    }
}
