package io.techinsights.checker.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.FactChecker;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.checker.query.CheckAnswers;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.checker.rules.JsonRulesEngineChecker;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.HttpServer;
import io.techinsights.streams.http.HttpSettings;
import io.techinsights.streams.query.StoreQueries;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients see of trying checks, without a Kafka. */
class DraftRoutesTest {
    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-10T00:00:00Z");
    private static final String DRAFT = """
            {"type":"json-rules-engine","name":"D","description":"D","factIds":["r"],
             "rule":{"conditions":{"all":[{"fact":"n","operator":"greaterThan","value":4}]}}}""";

    private final Vertx vertx = Vertx.vertx();
    private final CheckerTypes types = new CheckerTypes(List.of(new JsonRulesEngineChecker(List.of()), new Code()));
    private final CheckSet live = CheckSet.of(
            new CheckReader(types)
                    .readAll(Json.parse("{\"one\":" + DRAFT + ",\"kinds\":" + withFilter("component") + "}"))
                    .checks(),
            types);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final HttpServer server = new HttpServer(
            vertx,
            new HttpSettings("127.0.0.1", 0, "/api", 1_000_000, List.of()),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(this::routes));

    /** Rules that are code. */
    private static final class Code implements FactChecker {
        @Override
        public String type() {
            return "code";
        }

        @Override
        public boolean isCode() {
            return true;
        }

        @Override
        public List<CheckProblem> validate(Check check) {
            throw new AssertionError("code of a request is not even looked at");
        }

        @Override
        public CompiledChecks compile(List<Check> checks) {
            throw new AssertionError("code of a request is not compiled");
        }

        @Override
        public Set<FactUse> reads(Check check) {
            return Set.of();
        }
    }

    private static String withFilter(String kind) {
        return DRAFT.replaceFirst("\\{", "{\"filter\":{\"kind\":\"" + kind + "\"},");
    }

    private void routes(Api api) {
        Function<String, Optional<FactSchema>> schemas = retriever -> Optional.empty();
        var drafts = new Drafts(types, schemas);
        var judge = new Judge(schemas);
        var current = new CurrentEntities(new StoreQueries(Optional::empty, 4));
        var slots = new Slots("drafts", 2);
        var answers = new CheckAnswers(schemas);
        var evaluate = new EvaluateRoute(
                drafts, () -> live, judge, answers, current, schemas, CLOCK, slots, entity -> "facts-0@1");
        var preview =
                new PreviewRoute(drafts, () -> live, judge, answers, current, CLOCK, slots, Duration.ofSeconds(1));
        var backtest = new BacktestRoute(
                drafts, judge, schemas, (retrievers, entities) -> log(), CLOCK, new Slots("back-tests", 1));
        api.post("/checks/evaluate", "p", evaluate::handle);
        api.post("/checks/preview", "p", preview::handle);
        api.postLines("/checks/backtest", "p", backtest::handle);
    }

    private FactLog log() {
        begun.countDown();
        await(goOn);
        return new FakeLog(List.of(List.of(FakeLog.row("component:default/x", "r", "2026-11-09T01:00:00Z", 9))));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() {
        server.start(List.of());
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        server.close();
        vertx.close();
        live.close();
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.address() + "/api/checks/" + path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return HttpClient.newHttpClient().send(request(path, body), HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> statuses(HttpResponse<String> answer) {
        return Json.parse(answer.body())
                .valueStream()
                .map(result -> result.path("check").path("id").asText() + " "
                        + result.path("status").asText())
                .toList();
    }

    @Test
    void shouldJudgeFactsThatAreMadeUpByAllLiveChecks() throws Exception {
        // When
        var passing = post("evaluate", """
                {"entity":{"apiVersion":"a/v1","kind":"Component","metadata":{"name":"x"}},"facts":{"r":{"n":5}}}
                """);
        var others = post("evaluate", """
                {"entity":{"apiVersion":"a/v1","kind":"API","metadata":{"name":"x"}},"facts":{"r":{"n":4.0}}}
                """);
        var nobody = post("evaluate", "{\"facts\":{}}");

        // Then
        assertThat(statuses(passing)).containsExactly("one PASSED", "kinds PASSED");
        assertThat(statuses(others)).containsExactly("one FAILED", "kinds NOT_APPLICABLE");
        assertThat(statuses(nobody)).containsExactly("one NOT_REPORTED", "kinds NOT_REPORTED");
        JsonNode first = Json.parse(passing.body()).path(0);
        assertThat(first.path("facts").path("n").path("value").asInt()).isEqualTo(5);
        assertThat(first.path("check")
                        .path("rule")
                        .path("conditions")
                        .path("all")
                        .path(0)
                        .path("result")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shouldJudgeByTheDraftAloneWhereNoCheckIsNamed() throws Exception {
        // When
        var alone = post("evaluate", "{\"facts\":{\"r\":{\"n\":5}},\"check\":" + DRAFT + "}");
        var beside = post("evaluate", "{\"facts\":{\"r\":{\"n\":5}},\"checks\":[\"one\"],\"check\":" + DRAFT + "}");
        var none = post("evaluate", "{\"facts\":{\"r\":{\"n\":5}},\"checks\":[]}");

        // Then
        assertThat(statuses(alone)).containsExactly("draft PASSED");
        assertThat(statuses(beside)).containsExactly("one PASSED", "draft PASSED");
        assertThat(statuses(none)).isEmpty();
    }

    @Test
    void shouldRefuseCodeThatComesWithARequest() throws Exception {
        // Given
        String code =
                "{\"check\":{\"type\":\"code\",\"name\":\"D\",\"description\":\"D\",\"factIds\":[\"r\"],\"rule\":{}}";

        // When
        var preview = post("preview", code + "}");
        var evaluate = post("evaluate", code + ",\"facts\":{}}");
        var backtest = post("backtest", code + ",\"from\":\"2026-11-01\"}");

        // Then
        assertThat(List.of(preview, evaluate, backtest)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("NotAllowedError").contains("code");
        });
    }

    @Test
    void shouldSayWhatIsWrongWithARequest() throws Exception {
        // When
        var sample = post("preview", "{\"sample\":101,\"check\":" + DRAFT + "}");
        var key = post("preview", "{\"entites\":[],\"check\":" + DRAFT + "}");
        var large = post("preview", "{\"check\":" + DRAFT.replace("\"D\"", "\"" + "D".repeat(70_000) + "\"") + "}");
        var facts = post("evaluate", "{\"facts\":{\"r\":5}}");
        var entity = post("evaluate", "{\"entity\":{\"metadata\":{\"name\":\"x\"}},\"facts\":{}}");
        var reversed = post("backtest", "{\"from\":\"2026-11-03\",\"to\":\"2026-11-02\",\"check\":" + DRAFT + "}");
        var ages = post("backtest", "{\"from\":\"1970-01-01\",\"check\":" + DRAFT + "}");
        var timeout = post("backtest", "{\"from\":\"2026-11-03\",\"timeout\":{\"hours\":2},\"check\":" + DRAFT + "}");
        var starting = post("preview", "{\"check\":" + DRAFT + "}");

        // Then
        assertThat(sample.body()).contains("'sample' must be a whole number from 0 to 100, but is 101");
        assertThat(key.body()).contains("'entites' is not known: did you mean 'entities'?");
        assertThat(large.body()).contains("65536 at the most");
        assertThat(facts.body()).contains("'facts.r' must be an object of fact name to value, but is 5");
        assertThat(entity.body()).contains("entity: apiVersion must be a string, but is missing");
        assertThat(reversed.body()).contains("'from' must be before 'to'");
        assertThat(ages.body()).contains("expected 3660 days between them at the most");
        assertThat(timeout.body()).contains("'timeout' is PT2H");
        assertThat(List.of(sample, key, large, facts, entity, reversed, ages, timeout))
                .allMatch(answer -> answer.statusCode() == 400);
        assertThat(starting.statusCode()).isEqualTo(503);
    }

    @Test
    void shouldDoSoManyAtOnceAndNoMore() throws Exception {
        // Given
        String body = "{\"from\":\"2026-11-01\",\"check\":" + DRAFT + "}";
        var first =
                HttpClient.newHttpClient().sendAsync(request("backtest", body), HttpResponse.BodyHandlers.ofString());
        await(begun);

        // When
        var busy = post("backtest", body);
        goOn.countDown();

        // Then
        assertThat(busy.headers().firstValue("retry-after")).contains("5");
        assertThat(busy.body()).contains("1 back-tests are under way");
        assertThat(Json.parse(first.get(20, TimeUnit.SECONDS)
                                .body()
                                .lines()
                                .reduce((a, b) -> b)
                                .orElseThrow())
                        .path("result")
                        .path("rows")
                        .asInt())
                .isEqualTo(1);
        Awaitility.await().until(() -> post("backtest", body).statusCode() == 200);
    }

    @Test
    void shouldGiveTheSlotBackWhenTheClientHangsUp() throws Exception {
        // Given
        String body = "{\"from\":\"2026-11-01\",\"check\":" + DRAFT + "}";
        var asking = HttpClient.newHttpClient()
                .sendAsync(request("backtest", body), HttpResponse.BodyHandlers.ofInputStream());
        await(begun);

        // When
        asking.cancel(true);
        goOn.countDown();

        // Then
        Awaitility.await().until(() -> post("backtest", body).statusCode() == 200);
        assertThat(asking).isCompletedExceptionally();
    }
}
