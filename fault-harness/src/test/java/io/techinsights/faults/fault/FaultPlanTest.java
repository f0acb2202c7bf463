package io.techinsights.faults.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.faults.cluster.Cluster;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Cluster.Size SIZE = new Cluster.Size(1, 2, 2);

    private static List<PlannedFault> plan(long seed) {
        return FaultPlan.of(seed, HOUR, SIZE, EnumSet.allOf(FaultKind.class));
    }

    @Test
    void shouldPlanTheSameFromTheSameSeed() {
        // When
        List<PlannedFault> plan = plan(7);

        // Then
        assertThat(plan).isEqualTo(plan(7)).isNotEqualTo(plan(8));
    }

    @Test
    void shouldPlanEveryKind() {
        // When
        Set<FaultKind> kinds =
                plan(7).stream().map(planned -> planned.fault().kind()).collect(Collectors.toSet());

        // Then
        assertThat(kinds).isEqualTo(EnumSet.allOf(FaultKind.class));
    }

    @Test
    void shouldNeverHurtTwoBrokersAtOnce() {
        LongStream.range(0, 50).forEach(seed -> {
            // When
            List<PlannedFault> ofBrokers = plan(seed).stream()
                    .filter(planned -> planned.fault().kind().isOfBroker())
                    .toList();

            // Then
            for (int i = 1; i < ofBrokers.size(); i++) {
                PlannedFault before = ofBrokers.get(i - 1);
                assertThat(ofBrokers.get(i).at()).isGreaterThan(before.at().plus(before.lasts()));
            }
        });
    }

    @Test
    void shouldLetFaultsOverlap() {
        // When
        List<PlannedFault> plan = plan(7);

        // Then
        boolean overlap = false;
        for (int i = 1; i < plan.size(); i++) {
            PlannedFault before = plan.get(i - 1);
            overlap |= plan.get(i).at().compareTo(before.at().plus(before.lasts())) < 0;
        }
        assertThat(overlap).isTrue();
    }
}
