package io.techinsights.factstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.techinsights.factstore.FactStoreDriver;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.HistoryMode;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.http.HttpServer;
import io.techinsights.streams.http.HttpSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The routes against answers recorded from upstream, on the rows that those were recorded on. */
class FactRoutesTest {
    private static final String BASE = "/api/tech-insights";
    private static final String SVC = "component:default/svc-00000";
    private static final String YEARS = "&startDatetime=2025-01-01&endDatetime=2027-01-01";

    /** What upstream fails at and we do not. */
    private static final Set<String> BETTER = Set.of(
            "fact-schemas-one", "fact-schemas-comma", "latest-missing-both", "latest-entity-no-kind-with-namespace");

    private static final FactStoreDriver STORE = new FactStoreDriver();
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static volatile Readiness readiness = new Readiness.Ready();
    private static final HttpServer SERVER = new HttpServer(
            VERTX,
            new HttpSettings("127.0.0.1", 0, BASE, 1000, List.of()),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(
                    new FactRoutes(STORE.queries, STORE.schemas, () -> readiness),
                    new ForgetRoutes(
                            STORE.queries,
                            (request, here) -> List.of(here.apply(new TreeSet<>())),
                            STORE.schemas,
                            STORE.forgetting,
                            () -> readiness)));

    @BeforeAll
    static void start() {
        STORE.advance(Duration.ofDays(30));
        Map<String, FactSchema> schemas = new LinkedHashMap<>();
        for (JsonNode json : resource("fact-schemas.json")) {
            FactSchema schema = schema(json);
            STORE.schemas.accept(schema.retrieverId(), java.util.Optional.of(schema));
            schemas.put(schema.retrieverId() + schema.version(), schema);
        }
        for (JsonNode json : resource("facts.json")) {
            FactRow row = row(json);
            STORE.send("facts", row, Objects.requireNonNull(schemas.get(row.retrieverId() + row.version())));
        }
        assertThat(STORE.deadLetters.isEmpty()).isTrue();
        SERVER.start(List.of());
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.close();
        VERTX.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        STORE.close();
    }

    @AfterEach
    void ready() {
        readiness = new Readiness.Ready();
    }

    static Stream<JsonNode> recorded() {
        List<JsonNode> recorded = new ArrayList<>();
        resource("answers.json").forEach(recorded::add);
        return recorded.stream()
                .filter(answer -> !BETTER.contains(answer.path("name").asText()));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void shouldAnswerAsUpstreamDoes(JsonNode recorded) {
        // When
        HttpResponse<String> answer = get(recorded.path("path").asText());

        // Then
        assertThat(answer.statusCode()).isEqualTo(recorded.path("status").asInt());
        assertThat(Json.parse(answer.body())).isEqualTo(recorded.path("json"));
    }

    @ParameterizedTest
    @CsvSource({
        "/fact-schemas?ids=syntheticFactRetriever, 1",
        "'/fact-schemas?ids=techdocsFactRetriever,entityMetadataFactRetriever', 2",
        "/fact-schemas?ids=, 11",
        "/fact-schemas?ids=nope, 0"
    })
    void shouldSelectFactSchemas(String path, int count) {
        assertThat(Json.parse(get(path).body())).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/facts/latest | Entity reference must not be empty",
                "/facts/range?ids=x | Entity reference must not be empty",
                "/facts/latest?entity=default/svc-00000&ids=x | Entity reference \"default/svc-00000\" had missing or"
                        + " empty kind (e.g. did not start with \"component:\" or similar)",
                "/facts/range?entity=component:a&ids=x&startDatetime=2026&endDatetime=2026&limit=0 | limit is '0',"
                        + " expected a whole number from 1 to 100000",
                "/facts/range?entity=component:a&ids=x&startDatetime=2026&endDatetime=2026&cursor=x | cursor is 'x',"
                        + " expected the x-next-cursor header of the page before"
            })
    void shouldSayWhatIsWrongWithARequest(String path, String message) {
        // When
        HttpResponse<String> answer = get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = Json.parse(answer.body()).path("error");
        assertThat(error.path("name").asText()).isEqualTo("InputError");
        assertThat(error.path("message").asText()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/facts/latest?entity=component:a&ids= | {\"error\":\"Failed to parse ids from request\"}",
                "/facts/range?entity=component:a" + YEARS + " | {\"error\":\"Failed to parse ids from request\"}",
                "/facts/as-of?entity=component:a&at=2026 | {\"error\":\"Failed to parse ids from request\"}",
                "/facts/as-of?entity=component:a&ids=x&at=then | {\"message\":\"Failed to parse datetime from"
                        + " request\",\"field\":\"at\",\"value\":null}",
                "/facts/range?entity=component:a&ids=x | {\"message\":\"Failed to parse datetime from request\","
                        + "\"field\":\"startDateTime\",\"value\":null}",
                "/facts/range?entity=component:a&ids=x&startDatetime=2026 | {\"message\":\"Failed to parse datetime from"
                        + " request\",\"field\":\"endDateTime\",\"value\":null}"
            })
    void shouldAnswerWhatCannotBeParsedWithUpstreamsBody(String path, String body) {
        // When
        HttpResponse<String> answer = get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void shouldPageThroughARange() {
        // Given
        String path = "/facts/range?entity=" + SVC + "&ids=historyRetriever&ids=syntheticFactRetriever&limit=4" + YEARS;

        // When
        HttpResponse<String> first = get(path);
        HttpResponse<String> second = get(
                path + "&cursor=" + first.headers().firstValue("x-next-cursor").orElseThrow());

        // Then
        assertThat(Json.parse(first.body()).path("historyRetriever")).hasSize(4);
        assertThat(Json.parse(second.body()).path("historyRetriever")).hasSize(1);
        assertThat(Json.parse(second.body()).path("syntheticFactRetriever")).hasSize(1);
        assertThat(second.headers().firstValue("x-next-cursor")).isEmpty();
    }

    @Test
    void shouldAnswerForATimeThatIsPast() {
        // Given
        JsonNode rows = Json.parse(get("/facts/range?entity=" + SVC + "&ids=historyRetriever" + YEARS)
                        .body())
                .path("historyRetriever");
        String second = rows.path(1).path("timestamp").asText();

        // When
        HttpResponse<String> answer =
                get("/facts/as-of?entity=" + SVC + "&ids=historyRetriever&ids=nope&at=" + second.replace("+", "%2B"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parse(answer.body())).isEqualTo(Json.object().set("historyRetriever", rows.path(1)));
    }

    @Test
    void shouldSayUntilWhenTheSameWasObserved() {
        // Given
        FactSchema schema =
                FactStoreDriver.schema("quiet", new FactLifecycle.Keep()).with(HistoryMode.CHANGES);
        EntityRef entity = EntityRef.parse("component:default/quiet");
        STORE.announce(schema);
        STORE.send(FactStoreDriver.row("quiet", entity, FactStoreDriver.START, 1));
        STORE.send(FactStoreDriver.row("quiet", entity, FactStoreDriver.START.plusSeconds(60), 1));

        // When
        HttpResponse<String> answer = get("/facts/latest?entity=component:quiet&ids=quiet");
        STORE.schemas.accept("quiet", java.util.Optional.empty());

        // Then
        assertThat(answer.body())
                .isEqualTo("{\"quiet\":{\"id\":\"quiet\",\"entity\":{\"namespace\":\"default\","
                        + "\"kind\":\"component\",\"name\":\"quiet\"},"
                        + "\"timestamp\":\"2026-11-01T00:00:00.000+00:00\",\"version\":\"1.0.0\","
                        + "\"facts\":{\"revision\":1},"
                        + "\"lastObservedAt\":\"2026-11-01T00:01:00.000+00:00\"}}");
    }

    @Test
    void shouldAnswerNothingForARangeThatEndsBeforeItBegins() {
        // When
        HttpResponse<String> answer = get(
                "/facts/range?entity=" + SVC + "&ids=historyRetriever&startDatetime=2027-01-01&endDatetime=2025-01-01");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
    }

    @Test
    void shouldFindAnEntityInAnyCaseAndWithoutNamespace() {
        // When
        HttpResponse<String> answer = get("/facts/latest?entity=Component:SVC-00000&ids=historyRetriever");

        // Then
        assertThat(Json.parse(answer.body()).at("/historyRetriever/entity/name").asText())
                .isEqualTo("svc-00000");
    }

    @ParameterizedTest
    @CsvSource({
        "/fact-schemas",
        "/facts/latest?entity=component:a&ids=x",
        "/facts/as-of?entity=component:a&ids=x&at=2026",
        "/facts/range?entity=component:a&ids=x" + YEARS
    })
    void shouldSayThatItIsNotReadyAndNeverThatThereIsNothing(String path) {
        // Given
        readiness = new Readiness.NotReady("topic fact-schemas is still being read");

        // When
        HttpResponse<String> answer = get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(answer.body()).contains("topic fact-schemas is still being read");
    }

    @Test
    void shouldForgetARetrieverAndBeforeThatTellHowMuchThatIs() {
        // Given
        EntityRef entity = EntityRef.parse("component:default/noise");
        STORE.announce("noise", new FactLifecycle.Keep());
        STORE.send(FactStoreDriver.row("noise", entity, FactStoreDriver.START, 1));
        STORE.send(FactStoreDriver.row("noise", entity, FactStoreDriver.START.plusSeconds(60), 1));
        String there = "{\"id\":\"noise\",\"entities\":1,\"rows\":2,\"oldest\":\"2026-11-01T00:00:00.000+00:00\","
                + "\"newest\":\"2026-11-01T00:01:00.000+00:00\",\"dryRun\":";
        String since = ",\"forgottenAt\":\"2026-12-01T00:00:00.000+00:00\"}";

        // When
        String dry = delete("/fact-schemas/noise?dryRun=true").body();
        String announced = get("/fact-schemas?ids=noise").body();
        String forgotten = delete("/fact-schemas/noise").body();

        // Then
        assertThat(dry).isEqualTo(there + "true}");
        assertThat(announced).isNotEqualTo("[]");
        assertThat(forgotten).isEqualTo(there + "false" + since);
        assertThat(get("/fact-schemas?ids=noise").body()).isEqualTo("[]");
        assertThat(get("/facts/latest?entity=component:noise&ids=noise").body()).isEqualTo("{}");
        assertThat(get("/facts/as-of?entity=component:noise&ids=noise&at=2026-11-02")
                        .body())
                .isEqualTo("{}");
        assertThat(delete("/fact-schemas/noise?dryRun=true").body()).isEqualTo(there + "true" + since);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/fact-schemas/nobody | 404 | Retriever 'nobody' is not known: nothing of it is announced or stored",
                "/fact-schemas/nobody?dryRun=true | 404 | Retriever 'nobody' is not known: nothing of it is announced or"
                        + " stored",
                "/fact-schemas/historyRetriever?dryRun=yes | 400 | dryRun is 'yes', expected true or false"
            })
    void shouldSayWhyItForgetsNothing(String path, int status, String message) {
        // When
        HttpResponse<String> answer = delete(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Json.parse(answer.body()).at("/error/message").asText()).isEqualTo(message);
    }

    @Test
    void shouldForgetNothingBeforeItKnowsWhatIsAnnounced() {
        // Given
        readiness = new Readiness.NotReady("topic fact-schemas is still being read");

        // When
        HttpResponse<String> answer = delete("/fact-schemas/historyRetriever");

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
    }

    private static HttpResponse<String> get(String path) {
        return ask("GET", path);
    }

    private static HttpResponse<String> delete(String path) {
        return ask("DELETE", path);
    }

    private static HttpResponse<String> ask(String method, String path) {
        String encoded = path.replace("[", "%5B").replace("]", "%5D");
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(SERVER.address() + BASE + encoded))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode resource(String name) {
        try (var in = FactRoutesTest.class.getResourceAsStream("/upstream/" + name)) {
            return Json.parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FactSchema schema(JsonNode json) {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        json.path("schema").properties().forEach(fact -> facts.put(fact.getKey(), FactDefinition.of(fact.getValue())));
        return new FactSchema(
                json.path("id").asText(),
                json.path("version").asText(),
                null,
                null,
                json.hasNonNull("entityFilter") ? EntityFilter.of(json.path("entityFilter")) : null,
                new FactLifecycle.Keep(),
                null,
                "facts",
                FactSchema.ORIGIN_RETRIEVER,
                facts);
    }

    private static FactRow row(JsonNode json) {
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        ((ObjectNode) json.path("facts")).properties().forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
        return new FactRow(
                json.path("id").asText(),
                json.path("version").asText(),
                EntityRef.parse(json.path("entity").asText()),
                Instant.parse(json.path("timestamp").asText()),
                null,
                facts);
    }
}
