package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.techinsights.checker.ChecksRole;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.factstore.FactsRole;
import io.techinsights.retriever.RetrieversRole;
import io.techinsights.schemas.avro.RunState;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.Role;
import io.techinsights.streams.config.ConfigFiles;
import io.techinsights.streams.http.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether what lies in {@code deploy} fits the program: its command line, settings, routes and metrics. */
class DeployedFilesTest {
    private static final String SECRETS = "/run/secrets/tech-insights";
    private static final String CONFIG = """
            techInsights:
              factRetrievers:
                entityMetadataFactRetriever: { cadence: { seconds: 2 }, initialDelay: { milliseconds: 200 } }
              factChecker:
                checks:
            """ + TestHouse.TITLE_CHECK;
    private static final String CATALOG = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: { name: one }
            """;
    private static final JsonNode STATEFUL_SET = Manifest.document("kubernetes/role/statefulset.yaml");
    private static final JsonNode CONTAINER = Manifest.container(STATEFUL_SET);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @BeforeAll
    static void start() throws IOException {
        Path config = Files.writeString(folder.resolve("app-config.yaml"), CONFIG);
        Path catalog = Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
        house = TestHouse.start(folder.resolve("data"), List.of(config), List.of(catalog));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static Answer ask(String path) {
        return house.send(HttpRequest.newBuilder(URI.create(house.standalone().address() + path))
                .timeout(Duration.ofSeconds(20))
                .build());
    }

    @Test
    void shouldProbeWhatIsAnswered() {
        // Given
        Map<String, String> probes = Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                .collect(Collectors.toMap(
                        probe -> probe,
                        probe -> CONTAINER.at("/" + probe + "/httpGet/path").asText()));
        JsonNode annotations = STATEFUL_SET.at("/spec/template/metadata/annotations");
        JsonNode scrape = Manifest.document("prometheus/prometheus.yml").at("/scrape_configs/0");

        // Then
        assertThat(probes).containsEntry("readinessProbe", "/health/ready");
        assertThat(Stream.concat(
                        probes.values().stream(),
                        Stream.of(
                                annotations.path("prometheus.io/path").asText(),
                                scrape.path("metrics_path").asText())))
                .allSatisfy(path -> assertThat(ask(path).status()).as(path).isEqualTo(200));
    }

    @Test
    void shouldUseOnePortEverywhere() {
        // Given
        String port = argument("--port");

        // When
        var ports = new TreeSet<String>();
        ports.add(CONTAINER.at("/ports/0/containerPort").asText());
        ports.add(STATEFUL_SET
                .at("/spec/template/metadata/annotations")
                .path("prometheus.io/port")
                .asText());
        Manifest.documents("kubernetes/role/services.yaml").stream()
                .flatMap(service -> service.at("/spec/ports").valueStream())
                .forEach(servicePort -> ports.add(servicePort.path("port").asText()));
        Manifest.document("kubernetes/gateway.yaml")
                .findValues("backendRefs")
                .forEach(backends -> ports.add(backends.at("/0/port").asText()));
        Manifest.texts(Manifest.document("prometheus/prometheus.yml").at("/scrape_configs/0/static_configs/0/targets"))
                .forEach(target -> ports.add(target.substring(target.indexOf(':') + 1)));

        // Then
        assertThat(ports).containsExactly(port);
        assertThat(CONTAINER.at("/ports/0/name").asText()).isEqualTo("http");
        assertThat(STATEFUL_SET.findValuesAsText("port")).isNotEmpty().containsOnly("http");
    }

    private static String argument(String option) {
        return Manifest.texts(CONTAINER.path("args")).stream()
                .filter(text -> text.startsWith(option + "="))
                .map(text -> text.substring(option.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldHaveAFolderForEachRole() {
        // When
        Map<String, JsonNode> folders = Pipeline.ROLES.stream()
                .collect(Collectors.toMap(
                        role -> role, role -> Manifest.document("kubernetes/" + role + "/kustomization.yaml")));

        // Then
        assertThat(Manifest.texts(
                        Manifest.document("kubernetes/kustomization.yaml").path("resources")))
                .containsAll(Pipeline.ROLES);
        folders.forEach((role, kustomization) -> {
            assertThat(kustomization.path("nameSuffix").asText()).isEqualTo("-" + role);
            assertThat(kustomization
                            .at("/labels/0/pairs")
                            .path("app.kubernetes.io/component")
                            .asText())
                    .isEqualTo(role);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"retrievers", "facts", "checks"})
    void shouldBeStartedAsTheCommandLineTakesIt(String role) {
        // Given
        Map<String, String> environment = Manifest.environment(CONTAINER, role);
        String[] arguments = Manifest.texts(CONTAINER.path("args")).stream()
                .map(text -> Manifest.resolved(text, environment))
                .toArray(String[]::new);

        // When
        var parsed = TechInsights.commandLine().parseArgs(arguments).subcommand();

        // Then
        assertThat(parsed.commandSpec().name()).isEqualTo("run");
        assertThat(parsed.unmatched()).isEmpty();
        Set<String> roles = parsed.matchedOptionValue("--roles", Set.of());
        assertThat(roles).containsExactly(role);
        assertThat(argument("--data-dir")).isEqualTo(mountPath("data"));
        assertThat(argument("--config")).isEqualTo(mountPath("config") + "/app-config.yaml");
    }

    private static String mountPath(String volume) {
        return Manifest.named(CONTAINER.path("volumeMounts"), volume)
                .path("mountPath")
                .asText();
    }

    @Test
    void shouldProvisionWithTheConfigurationOfTheRoles() {
        // Given
        List<String> arguments = Manifest.texts(Manifest.container(Manifest.document("kubernetes/provision.yaml"))
                .path("args"));

        // When
        var parsed = TechInsights.commandLine()
                .parseArgs(arguments.toArray(String[]::new))
                .subcommand();

        // Then
        assertThat(parsed.subcommand().commandSpec().qualifiedName(" ")).endsWith("topics provision");
        assertThat(arguments).contains("--config=" + argument("--config"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"retrievers", "facts", "checks"})
    void shouldHaveSettingsThatAreRead(String role) throws IOException {
        // Given
        Map<String, String> environment = Manifest.environment(CONTAINER, role);

        // When
        PipelineSettings settings = settings(environment);

        // Then
        assertThat(settings.http().advertisedHost())
                .isEqualTo("tech-insights-" + role + "-0."
                        + STATEFUL_SET.at("/spec/serviceName").asText() + "-" + role
                        + ".tech-insights.svc.cluster.local");
        assertThat(settings.http().host()).isEqualTo("0.0.0.0");
        assertThat(settings.http().peerSecret()).isPresent();
        assertThat(mountPath("secrets")).isEqualTo(SECRETS);
        assertThat(settings.kafka().state().standbyReplicas()).isEqualTo(1);
        assertThat(settings.kafka().state().leaveOnStop()).isFalse();
        assertThat(settings.kafka().streams(role, URI.create("http://a:1")))
                .containsEntry("main.consumer.session.timeout.ms", "30000");
        assertThat(settings.kafka().consumer()).containsEntry("session.timeout.ms", "30000");
        assertThat(STATEFUL_SET
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asLong())
                .isGreaterThan(settings.http().drain().toSeconds() + 60);
    }

    /** Those of the configuration there, with secrets of our own. */
    private static PipelineSettings settings(Map<String, String> environment) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("peer-secret"), "a-secret-that-all-instances-of-this-test-have");
        Files.writeString(secrets.resolve("backstage-token"), "a-token");
        String text = Files.readString(Manifest.DEPLOY.resolve("kubernetes/app-config.yaml"));
        Path file = Files.writeString(folder.resolve("deployed.yaml"), text.replace(SECRETS, secrets.toString()));
        return PipelineSettings.of(
                new ConfigFiles(environment).read(List.of(file), PipelineSettings.SECTION),
                new PipelineSettings.CommandLine(folder.resolve("unused"), 0, List.of()),
                CheckerTypes.onClassPath());
    }

    @Test
    void shouldLeadEveryRouteToItsRole() throws IOException {
        // Given
        Map<String, Set<String>> rolesOf = rolesOfRoutes();
        PathRouting gateway = PathRouting.ofGateway(Manifest.document("kubernetes/gateway.yaml"));
        List<PathRouting> hosts = PathRouting.ofIngress(Manifest.document("kubernetes/ingress.yaml"));

        // Then
        assertThat(rolesOf).hasSameSizeAs(house.standalone().routes());
        assertThat(ledTo(gateway, rolesOf)).isEqualTo(rolesOf.keySet());
        assertThat(Stream.of(ledTo(hosts.get(0), rolesOf), ledTo(hosts.get(1), rolesOf))
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet()))
                .isEqualTo(rolesOf.keySet());
        assertThat(rolesOf.keySet())
                .filteredOn(route -> !ledTo(hosts.get(0), rolesOf).contains(route))
                .containsExactlyInAnyOrder("PUT /fact-schemas/{retrieverId}", "POST /checks/{id}/results");
        Stream.concat(Stream.of(gateway), hosts.stream())
                .forEach(host -> assertThat(host.rules())
                        .allMatch(rule -> rolesOf.keySet().stream()
                                .anyMatch(route ->
                                        host.rule(route).filter(rule::equals).isPresent())));
    }

    /** The routes that come to a role that has them. */
    private static Set<String> ledTo(PathRouting host, Map<String, Set<String>> rolesOf) {
        return rolesOf.keySet().stream()
                .filter(route -> host.rule(route)
                        .filter(rule -> rolesOf.getOrDefault(route, Set.of()).contains(rule.role()))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    /** Which roles have a route; those that belong to none are in every process. */
    private static Map<String, Set<String>> rolesOfRoutes() throws IOException {
        var roles = new TreeMap<String, Set<String>>();
        for (Role role : roles()) {
            try (role;
                    var http = new HttpServer(Vertx.vertx(), settings(Map.of()).http(), meters(), List.of())) {
                http.start(List.of(role));
                http.routes()
                        .forEach(route -> roles.computeIfAbsent(route, key -> new TreeSet<>())
                                .add(role.name()));
            }
        }
        house.standalone().routes().forEach(route -> roles.putIfAbsent(route, Pipeline.ROLES));
        return roles;
    }

    /** None of them is started. */
    private static List<Role> roles() throws IOException {
        PipelineSettings settings = settings(Map.of());
        var registry = house.standalone().schemaRegistry();
        var kafka = settings.kafka().at(house.standalone().bootstrapServers(), registry);
        var topics = new Topics(kafka.prefix(), new SchemaRegistryClient(registry), settings.factTopics());
        var clock = Clock.systemUTC();
        var types = CheckerTypes.onClassPath();
        return List.of(
                new RetrieversRole(settings.retrievers(), kafka, topics, clock, meters()),
                new FactsRole(settings.facts(), kafka, topics, clock, meters()),
                new ChecksRole(settings.checks(), kafka, topics, types, clock, meters()));
    }

    private static PrometheusMeterRegistry meters() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    /** The metrics of a topology are there some seconds after it started. */
    @Test
    void shouldAskForMetricsThatThereAre() {
        // Given
        Map<String, String> expressions = Manifest.expressions();

        // When
        house.get("/checks");

        // Then
        assertThat(expressions).hasSizeGreaterThan(20);
        await().atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    List<Expression.Sample> samples =
                            Expression.samples(ask("/metrics").body());
                    assertThat(expressions).allSatisfy((name, expression) -> {
                        List<Expression.Selector> selectors = Expression.selectors(expression);
                        assertThat(selectors).as(name).isNotEmpty();
                        assertThat(selectors).as(name).allMatch(selector -> isThere(selector, samples));
                    });
                });
    }

    /** What Prometheus says itself of a target is there always; runs that failed are not, in a house that is well. */
    private static boolean isThere(Expression.Selector selector, List<Expression.Sample> samples) {
        if (selector.metric().equals("up")) {
            return true;
        }
        List<Expression.Condition> outcomes = selector.conditions().stream()
                .filter(condition -> condition.label().equals("outcome"))
                .toList();
        boolean known = outcomes.stream()
                .flatMap(condition -> Arrays.stream(condition.value().split("\\|")))
                .allMatch(outcome -> Arrays.stream(RunState.values())
                        .anyMatch(state -> state.name().equals(outcome)));
        var others = new Expression.Selector(
                selector.metric(),
                selector.conditions().stream()
                        .filter(condition -> !outcomes.contains(condition))
                        .toList());
        return known && samples.stream().anyMatch(others::selects);
    }
}
