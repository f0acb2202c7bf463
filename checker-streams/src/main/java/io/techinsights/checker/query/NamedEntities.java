package io.techinsights.checker.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.EntityKey;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The entities that a question names, by the partitions that they lie in, so that each instance is asked for its own. */
public final class NamedEntities {
    private final SortedMap<Integer, List<EntityRef>> byPartition;

    /**
     * @param partitions how many there are
     */
    public NamedEntities(Collection<EntityRef> entities, int partitions) {
        this.byPartition = entities.stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        entity -> EntityKey.partition(entity, partitions), TreeMap::new, Collectors.toList()));
    }

    /** The partitions that some of them lie in. */
    public SortedSet<Integer> partitions() {
        return new TreeSet<>(byPartition.keySet());
    }

    /** Those of some partitions. */
    public List<EntityRef> in(SortedSet<Integer> partitions) {
        return partitions.stream()
                .flatMap(partition -> byPartition.getOrDefault(partition, List.of()).stream())
                .toList();
    }

    /** A question that names those of some partitions only. */
    public JsonNode question(JsonNode body, SortedSet<Integer> partitions) {
        ArrayNode refs = Json.array();
        in(partitions).forEach(entity -> refs.add(entity.toString()));
        return ((ObjectNode) body.deepCopy()).set("entities", refs);
    }
}
