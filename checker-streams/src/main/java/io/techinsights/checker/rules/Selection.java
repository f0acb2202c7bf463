package io.techinsights.checker.rules;

import io.techinsights.checker.rules.Addresses.Address;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks that are judged together, laid out once for one entity after the other. */
final class Selection {
    private final List<String> asked;
    private final List<String> ids;
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final @Nullable Place[] places;
    private final List<Share> shares;
    private final FactLookup lookup;
    private final int words;

    /** A check of a selection: its share, and the slot of the share that it sits in. */
    private record Place(RuleCheck check, Share share, int slot) {}

    /**
     * Lays out checks.
     *
     * @param asked their ids, not to be changed any more
     * @param address where each sits; null for those that have no rule
     * @param facts that they name
     */
    Selection(List<String> asked, Function<String, @Nullable Address> address, FactTable facts) {
        List<String> once = List.copyOf(new LinkedHashSet<>(asked));
        this.asked = asked;
        this.ids = once.size() == asked.size() ? asked : once;
        this.places = new Place[ids.size()];
        Map<Integer, Share> byGroup = new LinkedHashMap<>();
        int laidOut = 0;
        for (int position = 0; position < places.length; position++) {
            positions.put(ids.get(position), position);
            Address at = address.apply(ids.get(position));
            if (at != null) {
                Share share = byGroup.get(at.group());
                if (share == null) {
                    share = new Share(byGroup.size(), at, laidOut);
                    byGroup.put(at.group(), share);
                    laidOut += share.words();
                }
                share.add(at.seat(), position);
                places[position] = new Place(at.seat().check(), share, at.seat().slot());
            }
        }
        this.shares = List.copyOf(byGroup.values());
        this.words = laidOut;
        this.lookup = new FactLookup(
                facts,
                Arrays.stream(places)
                        .filter(at -> at != null)
                        .flatMapToInt(at -> Arrays.stream(at.check().slots()))
                        .distinct()
                        .toArray());
    }

    /** Whether it is of the very list of ids, which was not to be changed. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(List<String> others) {
        return asked == others;
    }

    /** How many checks. */
    int size() {
        return places.length;
    }

    /** By position. */
    List<String> ids() {
        return ids;
    }

    /** The position of each check by its id. */
    Map<String, Integer> positions() {
        return positions;
    }

    /** The check at a position; null where it has no rule. */
    @Nullable
    RuleCheck check(int position) {
        Place place = places[position];
        return place == null ? null : place.check();
    }

    /** The share of a check that has a rule. */
    Share share(int position) {
        return place(position).share();
    }

    /** The slot of its share that a check sits in that has a rule. */
    int slot(int position) {
        return place(position).slot();
    }

    /** The number in this selection of the first leaf of a check that has a rule. */
    int firstLeaf(int position) {
        Place place = place(position);
        return place.share().firstLeaf(place.slot());
    }

    private Place place(int position) {
        return Objects.requireNonNull(places[position]);
    }

    /** How many times 64 leaves there are at most, each share beginning anew. */
    int words() {
        return words;
    }

    /** What finds the facts that the checks name. */
    FactLookup lookup() {
        return lookup;
    }

    /** The checks of each group that one of them sits in. */
    List<Share> shares() {
        return shares;
    }
}
