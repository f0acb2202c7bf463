package io.techinsights.faults.fault;

import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.cluster.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What happens when, decided by a seed alone. Faults overlap, but for those of brokers, since of three replicas two have to be
 * there; and to one process one thing happens at a time.
 */
public final class FaultPlan {
    private static final List<Role> ROLES = List.of(Role.values());
    private static final long FIRST_MILLIS = 3_000;
    private static final long BROKER_REST_MILLIS = 15_000;
    private static final long REST_MILLIS = 10_000;

    private final Random random;
    private final Cluster.Size size;
    private final List<FaultKind> kinds;
    private final Map<String, Long> busyUntil = new HashMap<>();
    private long brokersBusyUntil;

    private FaultPlan(long seed, Cluster.Size size, Set<FaultKind> kinds) {
        this.random = new Random(seed);
        this.size = size;
        this.kinds = kinds.stream().sorted().toList();
    }

    /**
     * Plans.
     *
     * @param length no fault begins after it
     * @param kinds those that may happen
     */
    public static List<PlannedFault> of(long seed, Duration length, Cluster.Size size, Set<FaultKind> kinds) {
        return new FaultPlan(seed, size, kinds).plan(length.toMillis());
    }

    private List<PlannedFault> plan(long length) {
        List<PlannedFault> plan = new ArrayList<>();
        long now = FIRST_MILLIS;
        while (now < length && !kinds.isEmpty()) {
            FaultKind kind = kinds.get(random.nextInt(kinds.size()));
            Fault fault = fault(kind);
            long lasts = lasts(kind);
            if (isFree(fault, now)) {
                plan.add(new PlannedFault(Duration.ofMillis(now), fault, Duration.ofMillis(lasts)));
                occupy(fault, now + lasts);
                now += between(1_000, 14_000);
            } else {
                now += 500;
            }
        }
        return plan;
    }

    private Fault fault(FaultKind kind) {
        int broker = 1 + random.nextInt(Cluster.BROKERS);
        Role role = ROLES.get(random.nextInt(ROLES.size()));
        Role withState = random.nextBoolean() ? Role.FACTS : Role.CHECKS;
        int number = 1 + random.nextInt(size.of(role));
        int numberWithState = 1 + random.nextInt(size.of(withState));
        boolean up = random.nextBoolean();
        return switch (kind) {
            case KILL_BROKER -> new Fault.BrokerKilled(broker);
            case PAUSE_BROKER -> new Fault.BrokerPaused(broker);
            case KILL_INSTANCE -> new Fault.InstanceKilled(role, number);
            case PAUSE_INSTANCE -> new Fault.InstancePaused(role, number);
            case WIPE_STATE -> new Fault.StateWiped(withState, numberWithState);
            case SCALE -> up ? new Fault.ScaledUp(role, size.of(role) + 1) : new Fault.ScaledDown(role, number);
            case STOP_REGISTRY -> new Fault.RegistryStopped();
        };
    }

    private long lasts(FaultKind kind) {
        return switch (kind) {
            case KILL_BROKER -> between(1_000, 15_000);
            case PAUSE_BROKER, PAUSE_INSTANCE -> between(1_000, 25_000);
            case KILL_INSTANCE, WIPE_STATE -> between(500, 15_000);
            case SCALE -> between(15_000, 60_000);
            case STOP_REGISTRY -> between(5_000, 30_000);
        };
    }

    private long between(int least, int most) {
        return (long) least + random.nextInt(most - least + 1);
    }

    private boolean isFree(Fault fault, long now) {
        return Optional.ofNullable(busyUntil.get(fault.target())).orElse(0L) <= now
                && (!fault.kind().isOfBroker() || brokersBusyUntil <= now);
    }

    private void occupy(Fault fault, long until) {
        busyUntil.put(fault.target(), until + REST_MILLIS);
        if (fault.kind().isOfBroker()) {
            brokersBusyUntil = until + BROKER_REST_MILLIS;
        }
    }
}
