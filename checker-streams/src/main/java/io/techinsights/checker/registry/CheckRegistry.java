package io.techinsights.checker.registry;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.FactChecker;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.RecordRules;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.CompactedView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks there are: the check-definitions topic is the truth. Configuration files publish what they hold to it and
 * withdraw what they no longer hold; requests edit the others.
 */
public final class CheckRegistry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRegistry.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration EDIT_TIMEOUT = Duration.ofSeconds(10);

    private final CompactedView<String, CheckDefinition> definitions;
    private final CompactedView<String, CheckDefinition> history;
    private final DefinitionWriter writer;
    private final CheckReader reader;
    private final CheckerTypes types;
    private final Clock clock;

    /**
     * @param badRecords takes definitions that cannot be read
     */
    public CheckRegistry(
            Topics topics,
            KafkaSettings kafka,
            CheckReader reader,
            CheckerTypes types,
            CompactedView.BadRecords badRecords,
            Clock clock) {
        this.definitions = view(topics.checkDefinitions(), kafka, badRecords).requiring(this::requireDefinition);
        this.history = view(topics.checkHistory(), kafka, badRecords).requiring(RecordRules::history);
        this.writer = new DefinitionWriter(topics, kafka);
        this.reader = reader;
        this.types = types;
        this.clock = clock;
    }

    private static CompactedView<String, CheckDefinition> view(
            Topic<String, CheckDefinition> topic, KafkaSettings kafka, CompactedView.BadRecords badRecords) {
        return new CompactedView<>(
                topic.name(),
                topic.key().deserializer(),
                topic.value().deserializer(),
                kafka.consumer(),
                badRecords,
                RegistryException.Unavailable.class);
    }

    private void requireDefinition(String id, CheckDefinition definition) {
        if (reader.readStored(id, RecordRules.definition(id, definition)).isEmpty()) {
            throw new IllegalArgumentException("What is stored of check '" + id
                    + "' is no check: expected texts type, name and description, and a map rule");
        }
    }

    /**
     * Reads what is there and brings it up to the configuration.
     *
     * @throws IllegalStateException where the topic cannot be read
     * @throws UnavailableException where it cannot be written
     */
    public void start(List<Check> configured) {
        definitions.start();
        history.start();
        if (!definitions.awaitCaughtUp(TIMEOUT) || !history.awaitCaughtUp(TIMEOUT)) {
            throw new IllegalStateException("The check definitions could not be read within " + TIMEOUT);
        }
        if (changes().toConfiguration(configured).isEmpty()) {
            return;
        }
        Collection<CheckDefinition> written = write(() -> changes().toConfiguration(configured));
        long withdrawn = written.stream().filter(CheckDefinition::getWithdrawn).count();
        LOG.info(
                "The configuration holds {} checks: {} were published, {} withdrawn",
                configured.size(),
                written.size() - withdrawn,
                withdrawn);
    }

    private DefinitionChanges changes() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new DefinitionChanges(definitions.all(), history.all().values(), now);
    }

    /**
     * Puts a check that was validated in the place of the one of its id, if there is one.
     *
     * @throws UnavailableException where that is not possible now
     */
    public Edit put(Check check) {
        return edit(changes -> changes.put(check));
    }

    /**
     * Takes a check away.
     *
     * @throws UnavailableException where that is not possible now
     */
    public Edit delete(String id) {
        return edit(changes -> changes.delete(id));
    }

    private Edit edit(Function<DefinitionChanges, Edit> one) {
        List<Edit> edits = new ArrayList<>();
        write(() -> {
            Edit edit = one.apply(changes());
            edits.add(edit);
            return edit instanceof Edit.Done done ? List.of(done.definition()) : List.of();
        });
        return edits.get(edits.size() - 1);
    }

    private Collection<CheckDefinition> write(Supplier<Collection<CheckDefinition>> changes) {
        Collection<CheckDefinition> written = writer.write(() -> {
            awaitCommitted();
            return changes.get();
        });
        awaitCommitted();
        return written;
    }

    private void awaitCommitted() {
        try {
            CompletableFuture.allOf(definitions.committed(), history.committed())
                    .get(EDIT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new UnavailableException("the check definitions cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while the check definitions were read");
        }
    }

    /** Is called after every change, by the thread that reads. */
    public void onChange(Runnable listener) {
        definitions.onChange((id, definition) -> listener.run());
    }

    /** What stands for a check now. */
    public Optional<CheckDefinition> definition(String id) {
        return definitions.get(id);
    }

    /** Every definition that a check ever had, and every time it was taken away, the newest first. */
    public List<CheckDefinition> history(String id) {
        return history.all().values().stream()
                .filter(definition -> definition.getId().equals(id))
                .sorted(Comparator.comparing(CheckDefinition::getVersion).reversed())
                .toList();
    }

    /** The checks, in the order they are listed. One that is not valid any more stays: its results are errors. */
    public List<Check> checks() {
        return definitions.all().values().stream()
                .sorted(Comparator.comparing(CheckDefinition::getPosition).thenComparing(CheckDefinition::getId))
                .flatMap(definition -> check(definition).stream())
                .toList();
    }

    private boolean isAllowed(CheckDefinition definition) {
        boolean allowed = DefinitionChanges.isOwned(definition)
                || types.find(definition.getType()).filter(FactChecker::isCode).isEmpty();
        if (!allowed) {
            LOG.error(
                    "Check '{}' is left out: checks of type {} are code, and come from configuration files only",
                    definition.getId(),
                    definition.getType());
        }
        return allowed;
    }

    /** The check that a definition holds; empty where requests brought what only files may bring, or it is no check at all. */
    Optional<Check> check(CheckDefinition definition) {
        return isAllowed(definition) ? read(definition) : Optional.empty();
    }

    private Optional<Check> read(CheckDefinition definition) {
        Optional<Check> check = reader.readStored(definition.getId(), Json.parse(definition.getDefinition()));
        if (check.isEmpty()) {
            LOG.error("Check '{}' is left out: what is stored of it is no check", definition.getId());
        }
        return check;
    }

    /** Ready where all that was there at the start is read. */
    public Readiness readiness() {
        return Readiness.all(List.of(definitions.readiness(), history.readiness()));
    }

    @Override
    public void close() {
        definitions.close();
        history.close();
    }
}
