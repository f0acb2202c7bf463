package io.techinsights.streams.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The names that a place accepts, so that a message about an unknown one can say which was probably meant. */
public record KnownNames(Collection<String> names) {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    public boolean contains(String name) {
        return names.contains(name);
    }

    /** The nearest name, where one is near: two letters apart, or a third of its letters if that is more, whatever their case. */
    public Optional<String> nearest(String name) {
        return names.stream()
                .filter(known -> distance(known, name) <= tolerance(known))
                .min(Comparator.comparing(known -> distance(known, name)));
    }

    private static int tolerance(String known) {
        return known.length() < 4 ? 1 : Math.max(2, known.length() / 3);
    }

    private static int distance(String known, String name) {
        return DISTANCE.apply(known.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    /** For the end of a message: the nearest name, or all of them. */
    public String hint(String name) {
        return nearest(name)
                .map(known -> "did you mean '" + known + "'?")
                .orElseGet(() -> names.isEmpty()
                        ? "expected none"
                        : "expected one of " + names.stream().sorted().collect(Collectors.joining(", ")));
    }
}
