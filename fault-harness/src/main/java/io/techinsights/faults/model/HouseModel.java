package io.techinsights.faults.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is said of all entities: of each the stays it had in the catalog, the last of which may be over. */
public final class HouseModel {
    private final Map<String, List<EntityModel>> stays = new HashMap<>();
    private final Set<String> present;

    /**
     * @param latestStays of each entity the number of its last stay, from 0
     * @param present those that the catalog has
     */
    public HouseModel(Map<String, Integer> latestStays, Collection<String> present) {
        this.present = Set.copyOf(present);
        latestStays.forEach((entity, latest) -> {
            List<EntityModel> all = new ArrayList<>();
            for (int stay = 0; stay <= latest; stay++) {
                all.add(new EntityModel());
            }
            stays.put(entity, all);
        });
    }

    /** A row arrives that was sent during this stay. */
    public void arrive(Arrival arrival, int stay) {
        stays(arrival.row().lane().entity()).get(stay).arrive(arrival);
    }

    /** All entities that ever were in the catalog. */
    public Set<String> entities() {
        return stays.keySet();
    }

    /** All stays of an entity, the one that is not over included. */
    public List<EntityModel> stays(String entity) {
        return stays.getOrDefault(entity, List.of());
    }

    /** Whether the catalog has an entity. */
    public boolean isPresent(String entity) {
        return present.contains(entity);
    }

    /** What is said of an entity now; nothing where it left. */
    public Optional<EntityModel> now(String entity) {
        List<EntityModel> all = stays(entity);
        return isPresent(entity) ? Optional.of(all.get(all.size() - 1)) : Optional.empty();
    }
}
