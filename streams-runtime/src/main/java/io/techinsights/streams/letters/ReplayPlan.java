package io.techinsights.streams.letters;

import io.techinsights.streams.error.LetterOrigin;
import io.techinsights.streams.letters.OriginTopics.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;

/** Decides which letters are put back, and where; tells of those that are not. */
final class ReplayPlan {
    private final OriginTopics topics;
    private final NewerRecords newer;
    private final ReplaySettings settings;

    ReplayPlan(OriginTopics topics, NewerRecords newer, ReplaySettings settings) {
        this.topics = topics;
        this.newer = newer;
        this.settings = settings;
    }

    /** Those of a list to be put back, in the order they lie there. */
    List<PlacedLetter> of(LetterList list, Predicate<Letter> wanted, Consumer<ReplayOutcome> told) {
        List<PlacedLetter> placed = new ArrayList<>();
        Map<LetterOrigin, LetterAddress> planned = new HashMap<>();
        for (Letter letter : list.letters()) {
            if (wanted.test(letter)) {
                Optional<LetterAddress> before = list.isReplayed(letter)
                        ? Optional.of(list.replayedAs(letter.origin()).orElse(letter.address()))
                        : Optional.ofNullable(letter.origin().isRecord() ? planned.get(letter.origin()) : null);
                if (before.isPresent()) {
                    told.accept(new ReplayOutcome.Already(letter, before.get()));
                } else {
                    planned.put(letter.origin(), letter.address());
                    place(letter, told).ifPresent(placed::add);
                }
            }
        }
        return settings.force() ? placed : withoutOverwriting(placed, told);
    }

    private Optional<PlacedLetter> place(Letter letter, Consumer<ReplayOutcome> told) {
        LetterOrigin origin = letter.origin();
        Optional<String> obstacle = obstacle(letter);
        if (obstacle.isPresent()) {
            told.accept(new ReplayOutcome.Refused(letter, obstacle.get()));
            return Optional.empty();
        }
        int partitions = topics.find(origin.topic()).map(Found::partitions).orElseThrow();
        Optional<Bytes> key = settings.byKey() ? letter.key() : Optional.empty();
        try {
            int partition = key.map(bytes -> settings.placement().partition(origin.topic(), bytes.get(), partitions))
                    .orElse(origin.partition());
            return Optional.of(new PlacedLetter(letter, new TopicPartition(origin.topic(), partition)));
        } catch (IllegalArgumentException e) {
            told.accept(new ReplayOutcome.Refused(letter, "its key belongs nowhere: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<String> obstacle(Letter letter) {
        LetterOrigin origin = letter.origin();
        if (!origin.isRecord()) {
            return Optional.of("it never was a record of " + origin.topic() + ", but a row that was refused before;"
                    + " send the row again, mended");
        }
        if (letter.leftOut().isPresent()) {
            return Optional.of("the letter lacks " + letter.leftOut().get());
        }
        Optional<Found> topic = topics.find(origin.topic());
        if (topic.isEmpty()) {
            return Optional.of("topic " + origin.topic() + " is not there any more");
        }
        return origin.partition() < topic.get().partitions()
                ? Optional.empty()
                : Optional.of(origin.topic() + " has no partition " + origin.partition() + ", only "
                        + topic.get().partitions());
    }

    private List<PlacedLetter> withoutOverwriting(List<PlacedLetter> placed, Consumer<ReplayOutcome> told) {
        Map<LetterAddress, LetterOrigin> found = newer.find(placed.stream()
                .filter(letter -> topics.find(letter.to().topic()).orElseThrow().compacted())
                .toList());
        placed.stream()
                .filter(letter -> found.containsKey(letter.letter().address()))
                .forEach(letter -> told.accept(new ReplayOutcome.Refused(
                        letter.letter(),
                        "its key has a newer record, "
                                + found.get(letter.letter().address())
                                + ", and this would put an old value over it; --force does so")));
        return placed.stream()
                .filter(letter -> !found.containsKey(letter.letter().address()))
                .toList();
    }
}
