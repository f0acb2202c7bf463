package io.techinsights.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.avro.FactField;
import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.avro.RetrieverCommand;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.avro.RunState;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.avro.generic.GenericRecord;

/** Every topic that a role reads, what is good on it, and what is hostile. */
final class HostileInputs {
    /** The retriever of the good facts: {@code fine} is a boolean, {@code text} a text. */
    static final FactSchema FACTS = schema("flood");

    private static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis());

    private final Topics topics;

    HostileInputs(Topics topics) {
        this.topics = topics;
    }

    /**
     * A topic.
     *
     * @param roles that read it, each of which has a letter of each hostile record
     */
    record Input(String topic, Set<String> roles, HostileRecords hostile, IntFunction<Good> good) {}

    /**
     * A good record.
     *
     * @param entity whose partition it belongs in, where it is not that of its key
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Good(byte[] key, byte[] value, EntityRef entity) {}

    private static FactSchema schema(String retriever) {
        return new FactSchema(
                retriever,
                "1.0.0",
                null,
                null,
                null,
                new FactLifecycle.Keep(),
                null,
                "facts",
                "push",
                Map.of(
                        "fine", FactDefinition.of(FactType.BOOLEAN, "Fine"),
                        "text", FactDefinition.of(FactType.STRING, "Text")));
    }

    static EntityRef entity(String prefix, int number) {
        return EntityRef.parse("component:default/" + prefix + number);
    }

    private static byte[] key(Object key) {
        return key.toString().getBytes(UTF_8);
    }

    private static <V> byte[] value(Topic<?, V> topic, V value) {
        return topic.value().serializer().serialize(topic.name(), value);
    }

    /** All of them. */
    List<Input> all() {
        List<Input> all = new ArrayList<>();
        topics.facts()
                .forEach(topic -> all.add(new Input(
                        topic.name(),
                        Set.of("facts"),
                        new HostileRecords(
                                key(entity("f", 0)),
                                fact(topic, "f", 0).value(),
                                futureAndLies(topic),
                                other(),
                                true,
                                true,
                                false),
                        number -> fact(topic, topic.name().endsWith("more") ? "m" : "f", number))));
        all.add(entities());
        all.add(announcements());
        all.add(latestFacts());
        all.add(definitions());
        all.add(history());
        all.add(commands());
        all.add(runs());
        return all;
    }

    private byte[] other() {
        return value(topics.retrieverCommands(), new RetrieverCommand("x", NOW, List.of()));
    }

    /** A good fact, of any size of text. */
    Good fact(Topic<String, GenericRecord> topic, String prefix, int number, String text) {
        EntityRef entity = entity(prefix, number);
        Map<String, JsonNode> facts = Map.of("fine", BooleanNode.TRUE, "text", TextNode.valueOf(text));
        var row = new FactRow(FACTS.retrieverId(), "1.0.0", entity, NOW, null, facts);
        return new Good(key(entity), value(topic, FactRecords.toRecord(FactRecords.schemaOf(FACTS), row)), entity);
    }

    private Good fact(Topic<String, GenericRecord> topic, String prefix, int number) {
        return fact(topic, prefix, number, "number " + number);
    }

    private List<byte[]> futureAndLies(Topic<String, GenericRecord> topic) {
        EntityRef entity = entity("f", 0);
        var future = new FactRow(FACTS.retrieverId(), "1.0.0", entity, NOW.plusSeconds(200_000), null, Map.of());
        var nobody = new FactRow("\u0001", "1.0.0", entity, NOW, null, Map.of());
        return List.of(
                value(topic, FactRecords.toRecord(FactRecords.schemaOf(FACTS), future)),
                value(topic, FactRecords.toRecord(FactRecords.schemaOf(schema("\u0001")), nobody)));
    }

    private Input entities() {
        var topic = topics.entities();
        List<byte[]> senseless = List.of(
                value(topic, catalog("g0").setMetadata("{").build()),
                value(topic, catalog("g0").setMetadata("5").build()),
                value(topic, catalog("g0").setOther("[]").build()),
                value(topic, catalog("another").build()),
                value(topic, catalog("no name at all").build()));
        byte[] good = value(topic, catalog("g0").build());
        return new Input(
                topic.name(),
                Set.of("checks", "retrievers"),
                new HostileRecords(key(entity("g", 0)), good, senseless, other(), true, false, true),
                number -> new Good(
                        key(entity("g", number)),
                        value(topic, catalog("g" + number).build()),
                        entity("g", number)));
    }

    private static CatalogEntity.Builder catalog(String name) {
        return CatalogEntity.newBuilder()
                .setApiVersion("backstage.io/v1alpha1")
                .setKind("Component")
                .setNamespace("default")
                .setName(name)
                .setMetadata("{\"name\":\"" + name + "\"}")
                .setSpec("{}")
                .setRelations(List.of());
    }

    private Input announcements() {
        var topic = topics.factSchemas();
        FactSchemaAnnouncement good = schema("s0").toAvro();
        List<byte[]> senseless = List.of(
                value(
                        topic,
                        FactSchemaAnnouncement.newBuilder(good)
                                .setRetrieverId("s1")
                                .build()),
                value(
                        topic,
                        FactSchemaAnnouncement.newBuilder(good)
                                .setEntityFilter("{")
                                .build()),
                value(
                        topic,
                        FactSchemaAnnouncement.newBuilder(good)
                                .setHistory("none")
                                .build()),
                value(
                        topic,
                        FactSchemaAnnouncement.newBuilder(good)
                                .setFacts(List.of(new FactField("a", "nonsense", "A", null, null)))
                                .build()));
        return new Input(
                topic.name(),
                Set.of("facts", "checks", "retrievers"),
                new HostileRecords(key("s0"), value(topic, good), senseless, other(), true, false, true),
                number -> new Good(
                        key("s" + number), value(topic, schema("s" + number).toAvro()), entity("s", number)));
    }

    private Input latestFacts() {
        var topic = topics.latestFacts();
        byte[] key = key(new EntityKey(entity("l", 0), FACTS.retrieverId()));
        FactSchema stranger = schema("stranger");
        var row = new FactRow("stranger", "1.0.0", entity("l", 0), NOW, null, Map.of());
        return new Input(
                topic.name(),
                Set.of("checks"),
                new HostileRecords(
                        key,
                        latest(topic, 0).value(),
                        List.of(value(topic, FactRecords.toRecord(FactRecords.schemaOf(stranger), row))),
                        other(),
                        true,
                        false,
                        true),
                number -> latest(topic, number));
    }

    private static Good latest(Topic<EntityKey, GenericRecord> topic, int number) {
        EntityRef entity = entity("l", number);
        var row = new FactRow(FACTS.retrieverId(), "1.0.0", entity, NOW, null, Map.of("fine", BooleanNode.TRUE));
        return new Good(
                key(new EntityKey(entity, FACTS.retrieverId())),
                value(topic, FactRecords.toRecord(FactRecords.schemaOf(FACTS), row)),
                entity);
    }

    private static CheckDefinition definition(String id, String json, int version) {
        return CheckDefinition.newBuilder()
                .setId(id)
                .setType("json-rules-engine")
                .setPosition(Integer.MAX_VALUE)
                .setDefinition(json)
                .setOrigin("http")
                .setContentHash(Integer.toHexString(json.hashCode()))
                .setUpdatedAt(NOW)
                .setVersion(version)
                .build();
    }

    private static String check(String id) {
        return "{\"id\":\"" + id + "\",\"type\":\"json-rules-engine\",\"name\":\"" + id
                + "\",\"description\":\"One of a flood\",\"factIds\":[\"flood\"],\"rule\":{\"conditions\":{\"all\":"
                + "[{\"fact\":\"fine\",\"operator\":\"equal\",\"value\":true}]}}}";
    }

    private Input definitions() {
        var topic = topics.checkDefinitions();
        List<byte[]> senseless = List.of(
                value(topic, definition("d0", "{", 1)),
                value(topic, definition("d0", "[]", 1)),
                value(topic, definition("d0", "{\"type\":5}", 1)),
                value(topic, definition("d1", check("d1"), 1)));
        return new Input(
                topic.name(),
                Set.of("checks"),
                new HostileRecords(
                        key("d0"),
                        value(topic, definition("d0", check("d0"), 1)),
                        senseless,
                        other(),
                        true,
                        false,
                        true),
                number -> new Good(
                        key("d" + number),
                        value(topic, definition("d" + number, check("d" + number), 1)),
                        entity("d", number)));
    }

    private Input history() {
        var topic = topics.checkHistory();
        byte[] good = value(topic, definition("h0", check("h0"), 7));
        return new Input(
                topic.name(),
                Set.of("checks"),
                new HostileRecords(
                        key("h0@7"),
                        good,
                        List.of(value(topic, definition("h0", "{", 7)), value(topic, definition("h0", "{}", 8))),
                        other(),
                        true,
                        false,
                        true),
                number -> new Good(
                        key("h" + number + "@1"),
                        value(topic, definition("h" + number, check("h" + number), 1)),
                        entity("h", number)));
    }

    private Input commands() {
        var topic = topics.retrieverCommands();
        byte[] run = value(topics.retrieverRuns(), run("x"));
        byte[] good = value(topic, new RetrieverCommand("entityMetadataFactRetriever", NOW, List.of()));
        return new Input(
                topic.name(),
                Set.of("retrievers"),
                new HostileRecords(key("x"), good, List.of(run), run, false, true, false),
                number -> new Good(
                        key("entityMetadataFactRetriever"),
                        value(
                                topic,
                                new RetrieverCommand("entityMetadataFactRetriever", NOW.plusMillis(number), List.of())),
                        entity("c", number)));
    }

    private static RetrieverRun run(String retriever) {
        return RetrieverRun.newBuilder()
                .setRetrieverId(retriever)
                .setRunId("run of " + retriever)
                .setOutcome(RunState.SUCCEEDED)
                .setTrigger("cadence")
                .setStartedAt(NOW)
                .setEndedAt(NOW)
                .setRows(1)
                .setRefused(0)
                .build();
    }

    private Input runs() {
        var topic = topics.retrieverRuns();
        return new Input(
                topic.name(),
                Set.of("retrievers"),
                new HostileRecords(
                        key("r0"),
                        value(topic, run("r0")),
                        List.of(value(topic, run("r1"))),
                        other(),
                        true,
                        false,
                        true),
                number -> new Good(key("r" + number), value(topic, run("r" + number)), entity("r", number)));
    }
}
