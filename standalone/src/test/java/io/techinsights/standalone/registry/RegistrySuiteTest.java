package io.techinsights.standalone.registry;

import static io.techinsights.schemas.fact.FactType.BOOLEAN;
import static io.techinsights.schemas.fact.FactType.FLOAT;
import static io.techinsights.schemas.fact.FactType.INTEGER;
import static io.techinsights.schemas.fact.FactType.SET;
import static io.techinsights.schemas.fact.FactType.STRING;
import static io.techinsights.schemas.registry.CompatibilityLevel.BACKWARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.techinsights.retriever.publish.SchemaPublisher;
import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.FactRecordSerde;
import io.techinsights.schemas.registry.RegistrationRules;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.standalone.registry.RegistryKind.TestRegistry;
import io.techinsights.streams.topics.AcknowledgedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One suite for every registry: what the pipeline asks of it, and what becomes of each kind of change to a fact schema. */
@ParameterizedClass(name = "{0}")
@EnumSource(RegistryKind.class)
class RegistrySuiteTest {
    private static final Schema TEXT =
            SchemaBuilder.record("Text").fields().requiredString("text").endRecord();
    private static final String ODD = "odd/%ü #-";

    @SuppressWarnings("NullAway.Init")
    private static TestRegistry registry;

    @Parameter
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"})
    private RegistryKind kind;

    private final HttpClient http = HttpClient.newHttpClient();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SchemaRegistryClient client = new SchemaRegistryClient(registry.address());
    private final Topics topics = new Topics("ti.", client, List.of("facts", "more"));
    private final SchemaPublisher schemas =
            new SchemaPublisher(topics, id -> Optional.empty(), new AcknowledgedWriter(() -> producer));

    @BeforeParameterizedClassInvocation
    static void start(RegistryKind kind, @TempDir Path folder) throws IOException {
        assumeTrue(kind.lacks().isEmpty(), () -> kind.lacks().orElse(""));
        registry = kind.start(folder);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        registry.close();
    }

    private static FactSchema schema(String retriever, String version, String topic, Map<String, FactType> types) {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        new TreeMap<>(types).forEach((name, type) -> facts.put(name, new FactDefinition(type, name, null, null)));
        return new FactSchema(
                retriever,
                version,
                null,
                null,
                null,
                new FactLifecycle.Keep(),
                null,
                topic,
                FactSchema.ORIGIN_RETRIEVER,
                facts);
    }

    private List<Integer> versions(String topic, FactSchema schema) throws Exception {
        String subject = FactRecordSerde.subject("ti." + topic, FactRecords.schemaOf(schema));
        HttpResponse<String> answer = get("/subjects/" + encode(subject) + "/versions");
        List<Integer> versions = new ArrayList<>();
        if (answer.statusCode() == 200) {
            Json.parse(answer.body()).forEach(version -> versions.add(version.intValue()));
        }
        return versions;
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(registry.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** What facts were, one step or two, and what they become; what is said where FULL_TRANSITIVE forbids it. */
    record Change(String name, List<Map<String, FactType>> before, Map<String, FactType> after, List<String> refusal) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Change> changes() {
        return Stream.of(
                accepted("add", Map.of("a", INTEGER), Map.of("a", INTEGER, "b", STRING)),
                accepted("remove", Map.of("a", INTEGER, "b", STRING), Map.of("a", INTEGER)),
                accepted("rename", Map.of("a", INTEGER), Map.of("b", INTEGER)),
                refused("widen", Map.of("a", INTEGER), Map.of("a", FLOAT)),
                refused("narrow", Map.of("a", FLOAT), Map.of("a", INTEGER)),
                refused("change the type", Map.of("a", STRING), Map.of("a", BOOLEAN)),
                refused("one to many", Map.of("a", STRING), Map.of("a", SET)),
                new Change(
                        "come back with another type",
                        List.of(Map.of("a", STRING, "b", STRING), Map.of("b", STRING)),
                        Map.of("a", BOOLEAN, "b", STRING),
                        List.of("field 'a'", "MISSING_UNION_BRANCH", "version 1", "FULL_TRANSITIVE")));
    }

    private static Change accepted(String name, Map<String, FactType> before, Map<String, FactType> after) {
        return new Change(name, List.of(before), after, List.of());
    }

    private static Change refused(String name, Map<String, FactType> before, Map<String, FactType> after) {
        return new Change(
                name, List.of(before), after, List.of("field 'a'", "MISSING_UNION_BRANCH", "FULL_TRANSITIVE"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void shouldHoldAChangedFactSchemaToFullTransitive(Change change) throws Exception {
        // Given
        String retriever = change.name().replace(' ', '_');
        change.before().forEach(types -> schemas.register(schema(retriever, "1.0.0", "facts", types)));
        FactSchema after = schema(retriever, "1.1.0", "facts", change.after());
        List<Integer> known =
                IntStream.rangeClosed(1, change.before().size()).boxed().toList();
        assertThat(versions("facts", after)).isEqualTo(known);

        // When
        Throwable refusal = catchThrowable(() -> schemas.register(after));

        // Then
        List<Integer> expected = new ArrayList<>(known);
        if (change.refusal().isEmpty()) {
            expected.add(known.size() + 1);
            assertThat(refusal).isNull();
        } else {
            assertThat(refusal)
                    .isInstanceOf(RegistryException.Refused.class)
                    .hasMessageContainingAll(change.refusal().toArray(String[]::new));
        }
        assertThat(versions("facts", after)).isEqualTo(expected);
        assertThat(versions("latest-facts", after)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "0.9.0"})
    void shouldNotMindTheVersionOfARetriever(String version) throws Exception {
        // Given
        FactSchema before = schema("semver-" + version, "1.0.0", "facts", Map.of("a", INTEGER));
        schemas.register(before);

        // When
        schemas.register(schema("semver-" + version, version, "facts", Map.of("a", INTEGER)));

        // Then
        assertThat(versions("facts", before)).containsExactly(1);
    }

    @Test
    void shouldRegisterNothingWhereOneOfTheSubjectsForbidsIt() throws Exception {
        // Given
        schemas.register(schema("moved", "1.0.0", "facts", Map.of("a", STRING)));
        FactSchema elsewhere = schema("moved", "2.0.0", "more", Map.of("a", BOOLEAN));

        // When
        Throwable refusal = catchThrowable(() -> schemas.register(elsewhere));

        // Then
        assertThat(refusal).isInstanceOf(RegistryException.Refused.class).hasMessageContaining("ti.latest-facts-");
        assertThat(versions("more", elsewhere)).isEmpty();
        assertThat(versions("facts", elsewhere)).containsExactly(1);
        assertThat(versions("latest-facts", elsewhere)).containsExactly(1);
    }

    @Test
    void shouldTellAWriterWhoDoesNotAskFirst() {
        // Given
        String subject = "ti.direct-value";
        client.register(subject, TEXT);
        Schema other =
                SchemaBuilder.record("Text").fields().requiredLong("text").endRecord();

        // When
        Throwable refusal = catchThrowable(() -> client.register(subject, other));

        // Then
        assertThat(refusal)
                .isInstanceOf(RegistryException.Refused.class)
                .hasMessageContainingAll("field 'text'", "TYPE_MISMATCH", "version 1", "the registry's reason");
        assertThat(((RegistryException.Refused) refusal).errorCode()).isEqualTo(409);
    }

    @Test
    void shouldGiveANewSubjectItsLevelAndLeaveTheOneItHas() throws Exception {
        // When
        client.register("ti.level-value", TEXT);
        new SchemaRegistryClient(registry.address(), new RegistrationRules(true, Optional.of(BACKWARD)))
                .register("ti.backward-value", TEXT);
        client.register("ti.backward-value", optional("more"));

        // Then
        assertThat(level("ti.level-value")).isEqualTo("FULL_TRANSITIVE");
        assertThat(level("ti.backward-value")).isEqualTo("BACKWARD");
    }

    private String level(String subject) throws Exception {
        return Json.parse(get("/config/" + subject).body())
                .path("compatibilityLevel")
                .asText();
    }

    private static Schema optional(String name) {
        return SchemaBuilder.record("Text")
                .fields()
                .requiredString("text")
                .optionalString(name)
                .endRecord();
    }

    @Test
    void shouldRegisterNothingWithoutAutoRegistration() throws Exception {
        // Given
        var reading = new SchemaRegistryClient(registry.address(), new RegistrationRules(false, Optional.empty()));
        int id = client.register("ti.known-value", TEXT);

        // When
        Throwable refusal = catchThrowable(() -> reading.register("ti.unknown-value", TEXT));

        // Then
        assertThat(refusal).isInstanceOf(RegistryException.Refused.class).hasMessageContaining("ti.unknown-value");
        assertThat(get("/subjects/ti.unknown-value/versions").statusCode()).isEqualTo(404);
        assertThat(reading.register("ti.known-value", TEXT)).isEqualTo(id);
    }

    @Test
    void shouldKnowASchemaByOneIdUnderAnyNameAndForAnybody() {
        // When
        int id = client.register(ODD + "value", TEXT);

        // Then
        var stranger = new SchemaRegistryClient(registry.address());
        assertThat(stranger.byId(id)).isEqualTo(TEXT);
        assertThat(stranger.register(ODD + "value", TEXT)).isEqualTo(id);
        assertThatThrownBy(() -> stranger.byId(987_654))
                .isInstanceOf(RegistryException.Refused.class)
                .extracting(refused -> ((RegistryException.Refused) refused).errorCode())
                .isEqualTo(40403);
    }

    /** Apicurio may write down a version more than once when many bring it at once; what readers meet is the id. */
    @Test
    void shouldGiveManyWhoComeAtOnceOneIdOfOneSchema() throws Exception {
        // When
        Set<Integer> ids = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> new SchemaRegistryClient(registry.address()).register("ti.crowd-value", TEXT))
                .collect(Collectors.toSet());

        // Then
        assertThat(ids).hasSize(1);
        for (var version : Json.parse(get("/subjects/ti.crowd-value/versions").body())) {
            var answer = get("/subjects/ti.crowd-value/versions/" + version.asInt());
            assertThat(ids).containsExactly(Json.parse(answer.body()).path("id").asInt());
        }
    }

    @Test
    void shouldServeTheRecordsOfEveryKindOfTopic() {
        // Given
        FactSchema coverage = schema("coverage", "1.0.0", "facts", Map.of("lines", FLOAT));
        GenericRecord row = new GenericRecordBuilder(FactRecords.schemaOf(coverage))
                .set("observedAt", 1L)
                .set("retrieverVersion", "1.0.0")
                .set("lines", 0.83)
                .build();
        FactSchemaAnnouncement announcement = coverage.toAvro();

        // When
        byte[] fact = topics.facts("facts").value().serializer().serialize("ti.facts", row);
        byte[] schema = topics.factSchemas().value().serializer().serialize("ti.fact-schemas", announcement);

        // Then
        var read = new Topics("ti.", new SchemaRegistryClient(registry.address()), List.of());
        assertThat(read.facts("facts").value().deserializer().deserialize("ti.facts", fact))
                .isEqualTo(row);
        assertThat(read.factSchemas().value().deserializer().deserialize("ti.fact-schemas", schema))
                .isEqualTo(announcement);
    }
}
