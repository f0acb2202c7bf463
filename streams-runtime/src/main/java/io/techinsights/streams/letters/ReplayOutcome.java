package io.techinsights.streams.letters;

import org.apache.kafka.common.TopicPartition;

/** What became of a letter that was to be replayed. */
public sealed interface ReplayOutcome {
    /** The letter. */
    Letter letter();

    /** What to tell of it, in one line. */
    String describe();

    /** Its record lies there again, or would. */
    record Done(Letter letter, TopicPartition to) implements ReplayOutcome {
        @Override
        public String describe() {
            return letter.address() + " → " + to;
        }
    }

    /** Its record was put back before. */
    record Already(Letter letter, LetterAddress as) implements ReplayOutcome {
        @Override
        public String describe() {
            String of = as.equals(letter.address()) ? "" : " as " + as + ", a letter of the same record";
            return letter.address() + " was replayed already" + of + ": skipped";
        }
    }

    /** It cannot be put back. */
    record Refused(Letter letter, String reason) implements ReplayOutcome {
        @Override
        public String describe() {
            return letter.address() + " is not replayed: " + reason;
        }
    }
}
