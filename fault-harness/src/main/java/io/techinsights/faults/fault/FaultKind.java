package io.techinsights.faults.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of fault there are. */
public enum FaultKind {
    KILL_BROKER,
    PAUSE_BROKER,
    KILL_INSTANCE,
    PAUSE_INSTANCE,
    WIPE_STATE,
    SCALE,
    STOP_REGISTRY;

    /** As the command line has it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind of this id.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static FaultKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + id + "' is no kind of fault: expected any of "
                        + Arrays.stream(values()).map(FaultKind::id).collect(Collectors.joining(","))));
    }

    boolean isOfBroker() {
        return this == KILL_BROKER || this == PAUSE_BROKER;
    }
}
