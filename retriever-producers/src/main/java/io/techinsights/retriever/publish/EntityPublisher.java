package io.techinsights.retriever.publish;

import io.techinsights.retriever.catalog.Catalog;
import io.techinsights.retriever.catalog.CatalogProblem;
import io.techinsights.retriever.catalog.CatalogReport;
import io.techinsights.retriever.catalog.CatalogSink;
import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.FactEnds;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.topics.AcknowledgedWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Makes the entities topic equal to the catalog during one reading: an entity is written when it differs from what the
 * topic holds, and a tombstone at the end of a complete reading for who was not in it. Holds the references that were
 * read and one batch of records, never all entities.
 */
public final class EntityPublisher implements CatalogSink {
    private static final int BATCH = 500;
    private static final int LISTED_PROBLEMS = 1_000;

    private final Target target;
    private final BooleanSupplier publishing;
    private final Map<String, String> origins = new HashMap<>();
    private final Set<String> kept = new HashSet<>();
    private final Set<String> unpublished = new HashSet<>();
    private final List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
    private final List<CatalogProblem> problems = new ArrayList<>();
    private int problemCount;
    private int written;
    private int withheld;

    /**
     * Where it goes.
     *
     * @param known what the topic holds, read to its end before a reading begins
     * @param factEnds how far the fact topics are written, in the partition of a key
     */
    public record Target(
            Topic<String, CatalogEntity> topic,
            KnownEntities known,
            AcknowledgedWriter writer,
            Supplier<Function<String, FactEnds>> factEnds) {}

    /**
     * @param publishing whether this instance is the one that writes; where it is not, nothing is written
     */
    public EntityPublisher(Target target, BooleanSupplier publishing) {
        this.target = target;
        this.publishing = publishing;
    }

    /**
     * @throws io.techinsights.streams.query.UnavailableException where Kafka did not acknowledge
     */
    @Override
    public Optional<String> add(Entity entity, String origin) {
        String key = Topics.key(entity.ref());
        String first = origins.putIfAbsent(key, origin);
        if (first != null) {
            return Optional.of(first);
        }
        CatalogEntity now = entity.toAvro();
        Optional<CatalogEntity> before = target.known().get(key);
        if (!before.equals(Optional.of(now))) {
            change(key, now, before.isEmpty(), origin);
        }
        return Optional.empty();
    }

    private void change(String key, CatalogEntity now, boolean isNew, String origin) {
        ProducerRecord<byte[], byte[]> record = target.topic().record(key, now);
        String tooLarge = Outgoing.tooLarge(record);
        if (tooLarge != null) {
            problem(CatalogProblem.ofFile(origin, key + " is left out: " + tooLarge));
            return;
        }
        if (isNew) {
            unpublished.add(key);
        }
        send(record);
    }

    @Override
    public boolean holds(EntityRef ref, int fingerprint) {
        return target.known()
                .get(Topics.key(ref))
                .filter(entity -> entity.hashCode() == fingerprint)
                .isPresent();
    }

    @Override
    public Optional<String> again(EntityRef ref, String origin) {
        return Optional.ofNullable(origins.putIfAbsent(Topics.key(ref), origin));
    }

    @Override
    public void keep(EntityRef ref) {
        kept.add(Topics.key(ref));
    }

    @Override
    public void problem(CatalogProblem problem) {
        problemCount++;
        if (problems.size() < LISTED_PROBLEMS) {
            problems.add(problem);
        }
    }

    /**
     * Writes what is left at the end of a reading.
     *
     * @return what the reading found
     * @throws io.techinsights.streams.query.UnavailableException where Kafka did not acknowledge
     */
    public CatalogReport finish(Catalog.Extent extent, LossGuard guard, Instant at) {
        if (extent.complete()) {
            bury(guard);
        }
        flush();
        if (problemCount > problems.size()) {
            problems.add(CatalogProblem.ofFile(
                    "catalog", (problemCount - problems.size()) + " more problems are not listed"));
        }
        var report = new CatalogReport(origins.size(), problems, extent.files(), at, extent.complete(), withheld);
        origins.clear();
        kept.clear();
        return report;
    }

    private void bury(LossGuard guard) {
        Set<String> known = target.known().all().keySet();
        List<String> gone = known.stream()
                .filter(key -> !origins.containsKey(key) && !kept.contains(key))
                .toList();
        Optional<String> objection = guard.objection(known.size(), gone.size(), origins.size() + kept.size());
        if (objection.isPresent()) {
            withheld = gone.size();
            problem(CatalogProblem.ofFile("catalog", objection.get()));
        } else {
            writeTombstones(gone);
        }
    }

    /** Says with each how far the fact topics are written: what they hold of it by now left with it. */
    private void writeTombstones(List<String> gone) {
        if (!gone.isEmpty() && publishing.getAsBoolean()) {
            Function<String, FactEnds> ends = target.factEnds().get();
            gone.forEach(
                    key -> send(target.topic().record(key, null, ends.apply(key).addTo(new RecordHeaders()))));
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        batch.add(record);
        if (batch.size() >= BATCH) {
            flush();
        }
    }

    private void flush() {
        if (!batch.isEmpty() && publishing.getAsBoolean()) {
            target.writer().write(batch);
            written += batch.size();
        }
        batch.clear();
    }

    /** How many records were written. */
    int written() {
        return written;
    }

    /** One that the topic does not hold yet although the catalog has it; nothing where there is none. */
    @Nullable
    String missing() {
        unpublished.removeIf(key -> target.known().get(key).isPresent());
        return unpublished.stream().findFirst().orElse(null);
    }
}
