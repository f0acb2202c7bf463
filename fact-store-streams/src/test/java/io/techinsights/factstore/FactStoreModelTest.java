package io.techinsights.factstore;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/**
 * Whatever happens, in whatever order: the store says what the plain model says. {@code -Djqwik.tries.default=20000} tries
 * more than the usual number.
 */
class FactStoreModelTest {
    private static final int BATCH = 3;

    /** Starting one costs more than a try does, so that tries share one: each brings entities of its own. */
    private static @Nullable FactStoreDriver shared;

    private static int tries;

    @Provide
    Arbitrary<List<FactStoreStep>> steps() {
        return FactStoreStep.any().list().ofMaxSize(60);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void shouldDoWhatThePlainModelDoes(@ForAll("steps") List<FactStoreStep> steps) {
        // Given
        FactStoreDriver store = shared == null ? start() : shared;
        shared = null;
        var comparison = new FactStoreComparison(store, tries++);

        for (FactStoreStep step : steps) {
            // When
            comparison.apply(step.event());

            // Then
            comparison.check(step);
        }
        comparison.end();
        shared = store;
    }

    private static FactStoreDriver start() {
        var store = new FactStoreDriver(BATCH, 1);
        store.advance(FactStoreStep.UNIT.dividedBy(2));
        return store;
    }

    @AfterContainer
    static void close() {
        if (shared != null) {
            shared.close();
        }
    }
}
