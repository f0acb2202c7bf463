package io.techinsights.retriever.publish;

import static io.techinsights.retriever.publish.EntitiesOnTopic.entity;
import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.retriever.catalog.Catalog;
import io.techinsights.retriever.catalog.CatalogReport;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.FactEnds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntityPublisherTest {
    private final EntitiesOnTopic topic = new EntitiesOnTopic();
    private boolean publishing = true;
    private EntityPublisher publisher = new EntityPublisher(topic.target(), () -> publishing);

    private CatalogReport read(boolean complete, double maxLoss, Entity... entities) {
        topic.catchUp();
        publisher = new EntityPublisher(topic.target(), () -> publishing);
        for (Entity entity : entities) {
            assertThat(publisher.add(entity, "catalog.yaml")).isEmpty();
        }
        return publisher.finish(new Catalog.Extent(1, complete), new LossGuard(maxLoss), Instant.EPOCH);
    }

    private static Entity[] entities(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> entity("n" + number, "N" + number))
                .toArray(Entity[]::new);
    }

    @Test
    void shouldWriteWhatChangedAndWhoLeft() {
        // Given
        topic.holds(entity("same", "Same"), entity("other", "Before"), entity("gone", "Gone"));

        // When
        CatalogReport report = read(true, 0.5, entity("same", "Same"), entity("other", "After"), entity("new", "New"));

        // Then
        assertThat(topic.written()).containsExactly("other After", "new New", "gone left");
        assertThat(report.entities()).isEqualTo(3);
    }

    @Test
    void shouldLetNobodyLeaveWhileTheCatalogCannotBeReadWhole() {
        // Given
        topic.holds(entity("unreadable", "Still here"));

        // When
        read(false, 1, entity("new", "New"));

        // Then
        assertThat(topic.written()).containsExactly("new New");
    }

    @Test
    void shouldNotWriteAgainWhatItWroteBefore() {
        // Given
        read(true, 1, entity("new", "New"));

        // When
        read(true, 1, entity("new", "New"));
        read(true, 1);
        read(true, 1);

        // Then
        assertThat(topic.written()).containsExactly("new New", "new left");
    }

    @Test
    void shouldTellWhereAReferenceWasBefore() {
        // Given
        publisher.add(entity("twice", "First"), "a.yaml:1");

        // When
        Optional<String> first = publisher.add(entity("twice", "Second"), "http://backstage");

        // Then
        publisher.finish(new Catalog.Extent(1, true), new LossGuard(0.5), Instant.EPOCH);
        assertThat(first).contains("a.yaml:1");
        assertThat(topic.written()).containsExactly("twice First");
    }

    @Test
    void shouldKnowAgainWhatItWrote() {
        // Given
        Entity one = entity("one", "One");
        read(true, 0.5, one);
        topic.catchUp();

        // When
        boolean same = publisher.holds(one.ref(), one.toAvro().hashCode());
        boolean other =
                publisher.holds(one.ref(), entity("one", "Other").toAvro().hashCode());
        publisher.again(one.ref(), "catalog.yaml:1");
        CatalogReport report = publisher.finish(new Catalog.Extent(1, true), new LossGuard(1), Instant.EPOCH);

        // Then
        assertThat(List.of(same, other)).containsExactly(true, false);
        assertThat(report.entities()).isEqualTo(1);
        assertThat(topic.written()).containsExactly("one One");
    }

    @Test
    void shouldKeepWhoCannotBeReadAsItWas() {
        // Given
        topic.holds(entity("odd", "Odd"), entity("gone", "Gone"), entity("here", "Here"));
        publisher.add(entity("here", "Here"), "http://backstage");
        publisher.keep(EntityRef.parse("component:default/odd"));

        // When
        publisher.finish(new Catalog.Extent(0, true), new LossGuard(0.5), Instant.EPOCH);

        // Then
        assertThat(topic.written()).containsExactly("gone left");
        assertThat(FactEnds.of(topic.lastHeaders())).isEqualTo(new FactEnds(Map.of("facts", 7L)));
    }

    @Test
    void shouldWithholdALossThatIsTooGreatUntilItIsAllowed() {
        // Given
        topic.holds(entities(20));

        // When
        CatalogReport half = read(true, 0.5, entities(9));
        int withheldAtHalf = topic.written().size();
        CatalogReport allowed = read(true, 0.6, entities(9));

        // Then
        assertThat(withheldAtHalf).isZero();
        assertThat(half.withheld()).isEqualTo(11);
        assertThat(half.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason())
                        .startsWith("11 of 20 known entities are not in the catalog any more; they are kept")
                        .contains("a share of at most 0.5")
                        .contains("techInsights.catalog.maxLoss"));
        assertThat(allowed.withheld()).isZero();
        assertThat(topic.written()).hasSize(11).allMatch(change -> change.endsWith(" left"));
    }

    @Test
    void shouldLetAFewLeaveWhateverTheirShare() {
        // Given
        topic.holds(entities(10));

        // When
        CatalogReport report = read(true, 0, entities(1));

        // Then
        assertThat(report.withheld()).isZero();
        assertThat(topic.written()).hasSize(9);
    }

    @Test
    void shouldTakeAnEmptyCatalogForAMistakeUnlessEverybodyMayLeave() {
        // Given
        topic.holds(entities(2));

        // When
        CatalogReport mistake = read(true, 0.99);
        CatalogReport meant = read(true, 1);

        // Then
        assertThat(mistake.withheld()).isEqualTo(2);
        assertThat(meant.withheld()).isZero();
        assertThat(topic.written()).hasSize(2);
    }

    @Test
    void shouldLeaveOutWhatIsTooLargeForKafka() {
        // Given
        Entity large = entity("large", "x".repeat(Outgoing.MAX_BYTES));

        // When
        CatalogReport report = read(true, 0.5, large, entity("small", "Small"));

        // Then
        assertThat(topic.written()).containsExactly("small Small");
        assertThat(report.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("catalog.yaml: component:default/large is left out: the row is 1000"));
    }

    @Test
    void shouldWriteNothingWhereAnotherInstancePublishes() {
        // Given
        publishing = false;
        topic.holds(entity("gone", "Gone"));

        // When
        read(true, 1, entity("new", "New"));

        // Then
        assertThat(topic.written()).isEmpty();
        assertThat(publisher.missing()).isEqualTo("component:default/new");
    }

    @Test
    void shouldWriteInBatchesWhileTheReadingGoesOn() {
        // When
        for (Entity entity : entities(1_200)) {
            publisher.add(entity, "http://backstage");
        }

        // Then
        assertThat(topic.written()).hasSize(1_000);
    }
}
