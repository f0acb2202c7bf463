package io.techinsights.streams.letters;

import io.techinsights.streams.error.DeadLetters;
import io.techinsights.streams.error.LetterOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Letters of all roles, and which of them were replayed. Roles that read the same topic each have a letter of a bad record:
 * where one of them was replayed, all were, for the record lies on its topic again.
 */
public final class LetterList {
    private final List<Letter> letters = new ArrayList<>();
    private final Map<String, LetterAddress> replayedOrigins = new HashMap<>();
    private final Set<String> replayedAddresses = new HashSet<>();

    /** Takes a record of the dead letters of a role, a letter or a mark. */
    void accept(String role, ConsumerRecord<byte[], byte[]> record) {
        Optional<String> marked = Letter.text(record.headers(), DeadLetters.REPLAYED);
        if (marked.isPresent()) {
            replayedAddresses.add(marked.get());
            Letter.text(record.headers(), DeadLetters.REPLAYED_ORIGIN)
                    .ifPresent(origin -> replayedOrigins.put(origin, LetterAddress.parse(marked.get())));
        } else {
            Letter.of(role, record).ifPresent(letters::add);
        }
    }

    /** By role, each in the order they were written in its partition. */
    public List<Letter> letters() {
        return letters.stream()
                .sorted((left, right) -> left.address().compareTo(right.address()))
                .toList();
    }

    /** Whether the record of this letter was put back already. */
    public boolean isReplayed(Letter letter) {
        return replayedAddresses.contains(letter.address().toString())
                || replayedOrigins.containsKey(letter.origin().toString());
    }

    /** The letter that was replayed in the place of this one, where it was another. */
    public Optional<LetterAddress> replayedAs(LetterOrigin origin) {
        return Optional.ofNullable(replayedOrigins.get(origin.toString()));
    }
}
