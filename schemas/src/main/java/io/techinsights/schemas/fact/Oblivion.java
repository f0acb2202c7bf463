package io.techinsights.schemas.fact;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a retriever was forgotten. It travels with the announcement, since a tombstone would be compacted away while an
 * instance that has to hear of it is down.
 */
public sealed interface Oblivion {
    /** It never was. */
    record Never() implements Oblivion {}

    /** It is: none of its rows counts, and none is taken. */
    record Forgotten(Instant since) implements Oblivion {
        public Forgotten {
            since = since.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** It was, and is announced again: what was observed before then stays gone. */
    record Revived(Instant forgotten) implements Oblivion {
        public Revived {
            forgotten = forgotten.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** When it was forgotten last. */
    default Optional<Instant> at() {
        if (this instanceof Forgotten forgotten) {
            return Optional.of(forgotten.since());
        }
        return this instanceof Revived revived ? Optional.of(revived.forgotten()) : Optional.empty();
    }

    /** What an announcement that says this means, where this was known before: the last time it was forgotten stays. */
    default Oblivion after(Oblivion before) {
        Optional<Instant> last =
                Stream.of(at(), before.at()).flatMap(Optional::stream).max(Comparator.naturalOrder());
        return last.map(time -> this instanceof Forgotten ? new Forgotten(time) : new Revived(time))
                .orElseGet(Never::new);
    }

    /**
     * As an announcement carries it.
     *
     * @throws IllegalArgumentException where something is forgotten and nobody says since when
     */
    static Oblivion of(boolean forgotten, @Nullable Instant at) {
        if (at == null) {
            if (forgotten) {
                throw new IllegalArgumentException("A forgotten retriever has no 'forgottenAt', expected a time");
            }
            return new Never();
        }
        return forgotten ? new Forgotten(at) : new Revived(at);
    }
}
