package io.techinsights.retriever.publish;

import static io.techinsights.retriever.publish.EntitiesOnTopic.entity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.retriever.catalog.Catalog;
import io.techinsights.retriever.catalog.CatalogProblem;
import io.techinsights.retriever.catalog.CatalogReport;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.streams.query.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogRefreshTest {
    private final EntitiesOnTopic topic = new EntitiesOnTopic();
    private Instant now = Instant.EPOCH;
    private boolean publishing = true;
    private boolean complete = true;
    private int readings;
    private List<Entity> present = List.of();

    private final Catalog catalog = sink -> {
        readings++;
        present.forEach(entity -> sink.add(entity, "catalog"));
        if (!complete) {
            sink.problem(CatalogProblem.ofFile("http://backstage", "page 1 cannot be read"));
        }
        return new Catalog.Extent(0, complete);
    };

    private CatalogRefresh refresh(boolean shared, Catalog... catalogs) {
        var source = new CatalogRefresh.Source(List.of(catalogs), Duration.ofMinutes(1), shared, new LossGuard(0.5));
        return new CatalogRefresh(source, topic.target(), () -> publishing, () -> now);
    }

    @Test
    void shouldGiveTheEntitiesOfTheTopicWithTheLastReadingAmongThem() {
        // Given
        topic.holds(entity("old", "Old"), entity("gone", "Gone"));
        present = List.of(entity("new", "New"), entity("old", "Changed"));

        // When
        Collection<Entity> entities = refresh(true, catalog).entities();

        // Then
        assertThat(entities)
                .hasSize(2)
                .map(entity -> entity.json().path("metadata").path("title").asText())
                .containsExactly("New", "Changed");
    }

    @Test
    void shouldReadAgainOnlyWhenTheLastReadingIsOld() {
        // Given
        present = List.of(entity("new", "New"));
        CatalogRefresh refresh = refresh(true, catalog);

        // When
        refresh.look();
        refresh.entities();
        now = now.plusSeconds(60);
        refresh.entities();

        // Then
        assertThat(readings).isEqualTo(2);
        assertThat(refresh.latest()).get().extracting(CatalogReport::readAt).isEqualTo(now);
    }

    @Test
    void shouldReadAgainAtOnceWhereThisInstanceBecomesTheOneThatPublishes() {
        // Given
        publishing = false;
        present = List.of(entity("new", "New"));
        CatalogRefresh refresh = refresh(true, catalog);
        refresh.look();
        publishing = true;

        // When
        refresh.look();

        // Then
        assertThat(topic.written()).containsExactly("new New");
    }

    @Test
    void shouldLeaveACatalogThatIsSharedToTheOneThatPublishesAfterAFirstLook() {
        // Given
        publishing = false;
        CatalogRefresh shared = refresh(true, catalog);
        CatalogRefresh own = refresh(false, catalog);
        List.of(shared, own).forEach(CatalogRefresh::look);
        now = now.plusSeconds(60);

        // When
        shared.look();
        int afterShared = readings;
        own.look();

        // Then
        assertThat(afterShared).isEqualTo(2);
        assertThat(readings).isEqualTo(3);
    }

    @Test
    void shouldSayThatNothingCouldBeReadYet() {
        // Given
        complete = false;
        CatalogRefresh refresh = refresh(true, catalog);

        // When / Then
        assertThatThrownBy(refresh::entities)
                .isInstanceOf(UnavailableException.class)
                .hasMessage("The catalog could not be read yet: http://backstage: page 1 cannot be read");
    }

    @Test
    void shouldGiveWhatIsKnownWhileTheCatalogIsAway() {
        // Given
        topic.holds(entity("known", "Known"));
        complete = false;

        // When
        Collection<Entity> entities = refresh(true, catalog).entities();

        // Then
        assertThat(entities).hasSize(1);
        assertThat(topic.written()).isEmpty();
    }

    @Test
    void shouldGiveWhatIsOnTheTopicWhereThereIsNoCatalog() {
        // Given
        topic.holds(entity("pushed", "Pushed"));
        CatalogRefresh refresh = refresh(false);

        // When
        Collection<Entity> entities = refresh.entities();

        // Then
        assertThat(entities).hasSize(1);
        assertThat(refresh.latest()).isEmpty();
    }

    @Test
    void shouldLetNobodyLeaveWhereOneOfTwoCatalogsIsAway() {
        // Given
        topic.holds(entity("known", "Known"), entity("gone", "Gone"));
        present = List.of(entity("known", "Known"));
        Catalog away = sink -> new Catalog.Extent(0, false);

        // When
        refresh(true, catalog, away).look();

        // Then
        assertThat(topic.written()).isEmpty();
    }
}
