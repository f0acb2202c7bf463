package io.techinsights.checker.draft;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.KafkaSettings;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The fact topics, read by consumers of no group, which nobody else takes notice of. */
final class KafkaFactLogs implements FactLogs {
    private static final int RECORDS_AT_ONCE = 1000;

    /** A consumer that came to the end of one partition asks there once more, and only then can ask for the next. */
    private static final int WAIT_MILLIS = 20;

    private final KafkaSettings kafka;
    private final Topics topics;
    private final Function<String, Optional<FactSchema>> schemas;

    /**
     * @param schemas what each retriever announced
     */
    KafkaFactLogs(KafkaSettings kafka, Topics topics, Function<String, Optional<FactSchema>> schemas) {
        this.kafka = kafka;
        this.topics = topics;
        this.schemas = schemas;
    }

    @Override
    public FactLog open(List<String> retrievers, Set<EntityRef> entities) {
        Set<String> refs = entities.stream().map(EntityRef::toString).collect(Collectors.toSet());
        var reader = new RowReader(topics, schemas, Set.copyOf(retrievers), refs, kafka.partitions());
        Map<String, Object> consumer = new HashMap<>(kafka.consumer());
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
        consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, WAIT_MILLIS);
        return new KafkaFactLog(consumer, topicsOf(retrievers), topics.entities(), reader, kafka.partitions());
    }

    /** Those that were announced for the retrievers; all there are where one announced nothing. */
    private Set<String> topicsOf(List<String> retrievers) {
        Map<String, String> declared = topics.facts().stream().collect(Collectors.toMap(Topic::name, Topic::name));
        Set<String> names = new LinkedHashSet<>();
        for (String retriever : retrievers) {
            Optional<FactSchema> schema = schemas.apply(retriever);
            if (schema.isEmpty()) {
                return declared.keySet();
            }
            Topic<String, GenericRecord> topic = topics.facts(schema.get().topic());
            names.add(topic.name());
        }
        return names;
    }
}
