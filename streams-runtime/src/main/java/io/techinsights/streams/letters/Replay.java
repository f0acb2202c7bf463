package io.techinsights.streams.letters;

import io.techinsights.streams.error.Fencing;
import io.techinsights.streams.topics.BrokerConnection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;

/**
 * Puts the records of letters back on their topics, each once: also where two operators do so at a time, and where one is
 * killed and begins again. A replay takes the transactional id first and reads the marks to their very end afterwards; who
 * is fenced begins again, and finds marked what the other one did.
 */
public final class Replay {
    private static final int ATTEMPTS = 30;
    private static final int MAX_PAUSE_MILLIS = 2_000;

    private final DeadLetterTopics letters;
    private final BrokerConnection kafka;
    private final ReplaySettings settings;
    private final Random random = new Random();

    public Replay(DeadLetterTopics letters, BrokerConnection kafka, ReplaySettings settings) {
        this.letters = letters;
        this.kafka = kafka;
        this.settings = settings;
    }

    /** Tells what {@link #run} would do, and does nothing. */
    public void plan(Predicate<Letter> wanted, Consumer<ReplayOutcome> told) {
        plan().of(letters.list(Optional.empty()), wanted, told)
                .forEach(placed -> told.accept(new ReplayOutcome.Done(placed.letter(), placed.to())));
    }

    private ReplayPlan plan() {
        return new ReplayPlan(new OriginTopics(kafka), new NewerRecords(letters.consumerConfig()), settings);
    }

    /**
     * Puts them back.
     *
     * @param told is told of each letter once, when its transaction is committed
     * @throws KafkaException where Kafka fails; what was told of is done, and a second run does the rest
     */
    public void run(Predicate<Letter> wanted, Consumer<ReplayOutcome> told) {
        Set<LetterAddress> toldOf = new HashSet<>();
        Consumer<ReplayOutcome> once = outcome -> {
            if (toldOf.add(outcome.letter().address())) {
                told.accept(outcome);
            }
        };
        for (int attempt = 1; ; attempt++) {
            try (var transactions = new ReplayTransactions(letters, settings)) {
                transactions.replay(plan().of(letters.listToVeryEnd(), wanted, once), once);
                return;
            } catch (KafkaException e) {
                if (!Fencing.isBehind(e)) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("Other replays run all the time; what was replayed is marked", e);
                }
                pause();
            }
        }
    }

    /** For a random time, so that two that fence each other do not go on doing so. */
    private void pause() {
        try {
            Thread.sleep(random.nextInt(MAX_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted; what was replayed is marked", e);
        }
    }
}
