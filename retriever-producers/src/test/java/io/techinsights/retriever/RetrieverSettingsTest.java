package io.techinsights.retriever;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.retriever.builtin.EntityMetadataRetriever;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.HistoryMode;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.Problems;
import io.techinsights.streams.config.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrieverSettingsTest {
    private final Problems problems = new Problems();

    private RetrieverSettings read(String json, List<Path> paths) {
        var config = (ObjectNode) Json.parse("{\"techInsights\":" + json.replace('\'', '"') + "}");
        return RetrieverSettings.of(Section.of(config, "techInsights", problems), paths);
    }

    @Test
    void shouldReadWhatUpstreamReads(@TempDir Path folder) {
        // Given
        String json = "{'factRetrievers': {'entityOwnershipFactRetriever': {'cadence': '*/15 * * * *',"
                + " 'timeout': {'minutes': 2}, 'initialDelay': 250, 'lifecycle': {'timeToLive': {'weeks': 2}},"
                + " 'history': 'changes', 'config': {'depth': 3}}}, 'catalog': {'cadence': 'PT1M'}}";

        // When
        RetrieverSettings settings = read(json, List.of(folder));

        // Then
        assertThat(problems.all()).isEmpty();
        assertThat(settings.catalog().paths()).containsExactly(folder);
        assertThat(settings.catalog().cadence()).isEqualTo(Duration.ofMinutes(1));
        RetrieverRegistration registration = settings.registrations().get(0);
        assertThat(registration.cadence().text()).isEqualTo("*/15 * * * *");
        assertThat(registration.timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(registration.initialDelay()).isEqualTo(Duration.ofMillis(250));
        assertThat(registration.lifecycle()).isEqualTo(new FactLifecycle.TimeToLive(Duration.ofDays(14)));
        assertThat(registration.schema().history()).isEqualTo(HistoryMode.CHANGES);
        assertThat(registration.config().path("depth").intValue()).isEqualTo(3);
        assertThat(registration.topic()).isEqualTo("facts");
    }

    @Test
    void shouldKnowUpstreamsDefaults() {
        // When
        RetrieverSettings settings = read("{'factRetrievers': {'techdocsFactRetriever': null}}", List.of());

        // Then
        assertThat(problems.all()).isEmpty();
        RetrieverRegistration registration = settings.registrations().get(0);
        assertThat(registration.cadence().interval()).isEqualTo(Duration.ofDays(1));
        assertThat(registration.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(registration.initialDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(registration.lifecycle()).isEqualTo(new FactLifecycle.Keep());
        assertThat(registration.history()).isEqualTo(HistoryMode.ALL);
    }

    @Test
    void shouldSayEverythingThatIsWrongAtOnce() {
        // Given
        String json = "{'factRetrievers': {'entityOwnrshipFactRetriever': {},"
                + " 'techdocsFactRetriever': {'cadance': 1, 'cadence': '* * *', 'timeout': 0, 'history': 'none', 'lifecycle': {'maxItems': 0}}},"
                + " 'catalog': {'paths': '/no/such/catalog', 'path': 1}}";

        // When
        read(json, List.of());

        // Then
        assertThat(problems.all())
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("techInsights.factRetrievers.entityOwnrshipFactRetriever names no retriever:"
                                + " did you mean 'entityOwnershipFactRetriever'?"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("techInsights.factRetrievers.techdocsFactRetriever.cadence is '* * *' (")
                        .contains("expected a cron expression of five fields"))
                .anySatisfy(problem -> assertThat(problem).contains("techdocsFactRetriever.timeout is nothing"))
                .anySatisfy(problem -> assertThat(problem).contains("lifecycle has maxItems 0"))
                .anySatisfy(problem -> assertThat(problem).contains("history is 'none', expected all or changes"))
                .anySatisfy(
                        problem -> assertThat(problem).contains("cadance is not known here: did you mean 'cadence'?"))
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("techInsights.catalog.paths holds '/no/such/catalog', expected a file or folder that"
                                + " can be read"))
                .anySatisfy(problem -> assertThat(problem).contains("techInsights.catalog.path is not known here"))
                .hasSize(8);
    }

    @Test
    void shouldNameTwoRetrieversOfOneId() {
        // Given
        List<FactRetriever> retrievers = List.of(new EntityMetadataRetriever(), new EntityMetadataRetriever());

        // When
        InstalledRetrievers.byId(retrievers, problems);

        // Then
        assertThat(problems.all())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("Two retrievers have the id 'entityMetadataFactRetriever': io.techinsights"));
    }
}
