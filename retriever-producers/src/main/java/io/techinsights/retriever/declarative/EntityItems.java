package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.streams.config.Section;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects facts of entities that the items of an answer name. Of two items that name one entity the second one fails,
 * unless they tell different facts.
 */
final class EntityItems {
    private final Template entity;
    private final Map<EntityRef, Map<String, JsonNode>> found = new TreeMap<>();
    private final Map<String, String> failed = new TreeMap<>();
    private int nameless;

    /** Finds facts in an item. */
    @FunctionalInterface
    interface Finder {
        /**
         * Its facts.
         *
         * @throws ObservationException where they are not what they were declared to be
         */
        Map<String, JsonNode> in(JsonNode item) throws ObservationException;
    }

    EntityItems(Template entity) {
        this.entity = entity;
    }

    /** Reads the template of {@code entity}, which makes a reference of an item. */
    static Template entity(Section section) {
        if (!section.has("entity")) {
            section.problem(
                    "entity", "is missing, expected how an item names its entity, such as component:default/$${name}");
        }
        return Sections.template(section, "entity").orElseGet(() -> Template.of("x"));
    }

    /** Takes the facts of an item. */
    void add(int number, JsonNode item, Finder finder) {
        String name = "item " + number;
        try {
            String text = entity.render(item, Template.Escape.NONE);
            EntityRef ref = EntityRef.parseStrict(text);
            name = ref.toString();
            put(ref, finder.in(item));
        } catch (SkippedException e) {
            nameless++;
        } catch (ObservationException | IllegalArgumentException e) {
            failed.put(name, String.valueOf(e.getMessage()));
        }
    }

    private void put(EntityRef ref, Map<String, JsonNode> facts) throws ObservationException {
        Map<String, JsonNode> row = found.computeIfAbsent(ref, unused -> new TreeMap<>());
        for (Map.Entry<String, JsonNode> fact : facts.entrySet()) {
            @Nullable JsonNode other = row.putIfAbsent(fact.getKey(), fact.getValue());
            if (other != null) {
                throw new ObservationException("two items tell the fact '" + fact.getKey() + "' of it");
            }
        }
    }

    /**
     * Emits the facts of those entities that the run is about.
     *
     * @throws ObservationException where items failed
     */
    void emit(Run run) throws ObservationException {
        Set<EntityRef> wanted = run.context().entities().map(Entity::ref).collect(Collectors.toSet());
        var tally = new Tally(run);
        found.forEach((ref, facts) -> {
            if (!wanted.contains(ref)) {
                tally.skipped(ref.toString(), "not among the entities of the retriever");
            } else if (!failed.containsKey(ref.toString())) {
                run.sink().emit(ref, facts);
                tally.observed();
            }
        });
        for (int i = 0; i < nameless; i++) {
            tally.skipped("an item", "without a value for its entity");
        }
        failed.forEach(tally::failed);
        tally.end();
    }
}
