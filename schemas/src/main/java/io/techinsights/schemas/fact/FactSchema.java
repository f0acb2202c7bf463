package io.techinsights.schemas.fact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.avro.FactField;
import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.json.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a retriever says of the facts it emits.
 *
 * @param version a semantic version
 * @param entityFilter the entities it observes; null for all of them
 * @param facts by name, in the order they were declared
 * @param cadence the time between two runs, where one is known
 * @param topic the name of the fact topic that carries the rows
 * @param origin {@link #ORIGIN_RETRIEVER} or {@link #ORIGIN_PUSH}
 * @param history whether its rows stand for themselves, or for changes
 * @param oblivion whether it was ever forgotten, and what that means by now
 */
public record FactSchema(
        String retrieverId,
        String version,
        @Nullable String title,
        @Nullable String description,
        @Nullable EntityFilter entityFilter,
        FactLifecycle lifecycle,
        @Nullable Duration cadence,
        String topic,
        String origin,
        Map<String, FactDefinition> facts,
        HistoryMode history,
        Oblivion oblivion) {
    public static final String ORIGIN_RETRIEVER = "retriever";
    public static final String ORIGIN_PUSH = "push";

    public FactSchema {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** The schema of a retriever that keeps every row and was never forgotten. */
    public FactSchema(
            String retrieverId,
            String version,
            @Nullable String title,
            @Nullable String description,
            @Nullable EntityFilter entityFilter,
            FactLifecycle lifecycle,
            @Nullable Duration cadence,
            String topic,
            String origin,
            Map<String, FactDefinition> facts) {
        this(
                retrieverId,
                version,
                title,
                description,
                entityFilter,
                lifecycle,
                cadence,
                topic,
                origin,
                facts,
                HistoryMode.ALL,
                new Oblivion.Never());
    }

    /** The same, with this kind of history. */
    public FactSchema with(HistoryMode mode) {
        return with(mode, oblivion);
    }

    /** The same, forgotten or announced again. */
    public FactSchema with(Oblivion other) {
        return with(history, other);
    }

    private FactSchema with(HistoryMode mode, Oblivion other) {
        return new FactSchema(
                retrieverId,
                version,
                title,
                description,
                entityFilter,
                lifecycle,
                cadence,
                topic,
                origin,
                facts,
                mode,
                other);
    }

    /** Whether the retriever is forgotten: whoever asks what is announced is to be told that nothing is. */
    public boolean isForgotten() {
        return oblivion instanceof Oblivion.Forgotten;
    }

    /** What the schema says of this fact. */
    public Optional<FactDefinition> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /** The form that upstream's fact-schemas route answers with. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("id", retrieverId).put("version", version);
        json.set("entityFilter", entityFilter == null ? json.nullNode() : entityFilter.json());
        facts.forEach((name, fact) -> json.set(name, fact.toJson()));
        return json;
    }

    /** What travels on the fact-schemas topic. */
    public FactSchemaAnnouncement toAvro() {
        return FactSchemaAnnouncement.newBuilder()
                .setRetrieverId(retrieverId)
                .setVersion(version)
                .setTitle(title)
                .setDescription(description)
                .setEntityFilter(entityFilter == null ? null : Json.write(entityFilter.json()))
                .setTimeToLiveMillis(
                        lifecycle instanceof FactLifecycle.TimeToLive ttl
                                ? ttl.age().toMillis()
                                : null)
                .setMaxItems(lifecycle instanceof FactLifecycle.MaxItems max ? max.count() : null)
                .setHistory(history.text())
                .setCadenceMillis(cadence == null ? null : cadence.toMillis())
                .setTopic(topic)
                .setOrigin(origin)
                .setForgotten(isForgotten())
                .setForgottenAt(oblivion.at().orElse(null))
                .setFacts(facts.entrySet().stream()
                        .map(fact -> new FactField(
                                fact.getKey(),
                                fact.getValue().type().id(),
                                fact.getValue().description(),
                                fact.getValue().since(),
                                fact.getValue().metadata() == null
                                        ? null
                                        : Json.write(fact.getValue().metadata())))
                        .toList())
                .build();
    }

    /** Reads what {@link #toAvro} wrote. */
    public static FactSchema of(FactSchemaAnnouncement avro) {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        for (FactField field : avro.getFacts()) {
            facts.put(
                    field.getName(),
                    new FactDefinition(
                            FactType.of(field.getType()),
                            field.getDescription(),
                            field.getSince(),
                            field.getMetadata() == null ? null : Json.parse(field.getMetadata())));
        }
        return new FactSchema(
                avro.getRetrieverId(),
                avro.getVersion(),
                avro.getTitle(),
                avro.getDescription(),
                avro.getEntityFilter() == null ? null : EntityFilter.of(Json.parse(avro.getEntityFilter())),
                lifecycle(avro),
                avro.getCadenceMillis() == null ? null : Duration.ofMillis(avro.getCadenceMillis()),
                avro.getTopic(),
                avro.getOrigin(),
                facts,
                HistoryMode.of(avro.getHistory()),
                Oblivion.of(avro.getForgotten(), avro.getForgottenAt()));
    }

    private static FactLifecycle lifecycle(FactSchemaAnnouncement avro) {
        if (avro.getTimeToLiveMillis() != null) {
            return new FactLifecycle.TimeToLive(Duration.ofMillis(avro.getTimeToLiveMillis()));
        }
        return avro.getMaxItems() != null ? new FactLifecycle.MaxItems(avro.getMaxItems()) : new FactLifecycle.Keep();
    }
}
