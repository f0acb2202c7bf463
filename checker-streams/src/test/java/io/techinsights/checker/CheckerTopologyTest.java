package io.techinsights.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.EntityKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckerTopologyTest {
    private final CheckerTask task = new CheckerTask(CheckerTask.check("title", "hasTitle", ""));

    @BeforeEach
    void letTheFirstSweepPass() {
        task.pass(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldDescribeItselfAsTheGoldenFile() throws IOException {
        // Given
        Path golden = Path.of("..", "docs", "topology", "checks.txt");
        String description = task.topology().describe().toString();

        // When
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, description);
        }

        // Then
        assertThat(description).isEqualTo(Files.readString(golden));
    }

    @Test
    void shouldJudgeWhatWasObservedAndSayFromWhere() {
        // When
        task.observe(true);

        // Then
        var published = task.results.readKeyValue();
        CheckResult result = published.value;
        assertThat(published.key).isEqualTo(new EntityKey(CheckerTask.PETSTORE, "title"));
        assertThat(result.getStatus()).isEqualTo(CheckStatus.PASSED);
        assertThat(result.getResult()).isEqualTo(true);
        assertThat(result.getSources())
                .singleElement()
                .satisfies(source -> assertThat(source.getOffset()).isEqualTo(42));
        assertThat(result.getFacts()).isEqualTo("{\"hasTitle\":true}");
        assertThat(result.getConditions()).contains("\"factResult\":true");
    }

    @Test
    void shouldPublishATransitionOnlyWhenTheStatusChanges() {
        // Given
        task.observe(false);
        task.observe(false);
        task.pass(Duration.ofSeconds(5));

        // When
        task.observe(true);
        task.observe(true);

        // Then
        assertThat(task.transitions.readValuesToList())
                .extracting(CheckResult::getStatus, CheckResult::getPreviousStatus)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(CheckStatus.FAILED, null),
                        org.assertj.core.groups.Tuple.tuple(CheckStatus.PASSED, CheckStatus.FAILED));
        assertThat(task.results.readValuesToList()).hasSize(4);
    }

    @Test
    void shouldBeStaleWhenFactsExpire() {
        // Given
        task.observe(true);

        // When
        task.expire();

        // Then
        CheckResult last = task.results.readValuesToList().get(1);
        assertThat(last.getStatus()).isEqualTo(CheckStatus.STALE);
        assertThat(last.getReason()).contains("meta").contains("expired");
    }

    @Test
    void shouldApplyTheFilterToTheCatalogsEntity() {
        // Given
        task.become(CheckerTask.check("title", "hasTitle", "\"filter\": {\"spec.lifecycle\": \"production\"},"));
        task.observe(true);

        // When
        task.describe("experimental");
        task.describe("production");

        // Then
        assertThat(task.results.readValuesToList())
                .extracting(CheckResult::getStatus)
                .containsExactly(CheckStatus.NOT_REPORTED, CheckStatus.NOT_APPLICABLE, CheckStatus.PASSED);
    }

    @Test
    void shouldReportWhatIsMissingForAnEntityWithoutFacts() {
        // When
        task.describe("production");

        // Then
        CheckResult result = task.results.readValue();
        assertThat(result.getStatus()).isEqualTo(CheckStatus.NOT_REPORTED);
        assertThat(result.getReason()).contains("hasTitle").contains("meta");
    }

    @Test
    void shouldCallAFactThatNoSchemaHasAnError() {
        // Given
        task.become(CheckerTask.check("typo", "hasTitel", ""));

        // When
        task.observe(true);

        // Then
        CheckResult result = task.results.readValue();
        assertThat(result.getStatus()).isEqualTo(CheckStatus.ERROR);
        assertThat(result.getReason()).contains("unknown fact 'hasTitel'");
    }

    @Test
    void shouldAskACheckerOfTheClassPath() {
        // Given
        CheckReader.Read read = new CheckReader(CheckerTypes.onClassPath()).readAll(Json.parse("""
                        {"count": {"type": "counting", "name": "n", "description": "d", "factIds": ["meta"], "rule": {"weight": 3},
                          "passIf": {"operator": "greaterThanInclusive", "value": 3}},
                         "none": {"type": "counting", "name": "n", "description": "d", "factIds": ["meta"], "rule": {}}}
                        """));
        task.become(read.checks());

        // When
        task.observe(true);

        // Then
        assertThat(read.errors())
                .extracting(Object::toString)
                .containsExactly("check 'none': rule.weight: expected a whole number");
        CheckResult result = task.results.readValue();
        assertThat(result.getStatus()).isEqualTo(CheckStatus.PASSED);
        assertThat(result.getResult()).isEqualTo(3L);
        assertThat(result.getConditions()).isNull();
        assertThat(result.getFacts()).isEqualTo("{\"hasTitle\":true}");
    }

    @Test
    void shouldSweepAllEntitiesWhenACheckChanges() {
        // Given
        task.observe(true);
        task.results.readValuesToList();

        // When
        task.become(CheckerTask.check("other", "hasTitle", ""));

        // Then
        Map<String, Optional<CheckStatus>> now = task.results.readRecordsToList().stream()
                .collect(Collectors.toMap(
                        record -> record.key().id(),
                        record -> Optional.ofNullable(record.value()).map(CheckResult::getStatus)));
        assertThat(now)
                .containsEntry("other", Optional.of(CheckStatus.PASSED))
                .containsEntry("title", Optional.empty());
    }

    @Test
    void shouldSayWhenResultsAreUpToTheChecks() {
        // Given
        task.observe(true);
        task.restart();

        // When
        int before = task.waiting();
        task.pass(Duration.ofSeconds(1));

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(task.waiting()).isZero();
    }

    @Test
    void shouldForgetAnEntityThatLeavesTheCatalog() {
        // Given
        task.describe("production");
        task.observe(true);
        task.results.readValuesToList();

        // When
        task.leaveTheCatalog();

        // Then
        assertThat(task.results.readKeyValue().value).isNull();
        task.become(CheckerTask.check("other", "hasTitle", ""));
        assertThat(task.results.isEmpty()).isTrue();
    }
}
