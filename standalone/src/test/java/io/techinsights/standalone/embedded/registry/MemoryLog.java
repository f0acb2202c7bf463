package io.techinsights.standalone.embedded.registry;

import java.util.ArrayList;
import java.util.List;

/** A log that keeps its events in memory, each as the record that a topic would hold; and one that can fail. */
final class MemoryLog implements SchemaLog {
    private final RegistryState state;
    private final List<RegistryEvent> events = new ArrayList<>();
    private boolean failing;

    MemoryLog(RegistryState state) {
        this.state = state;
    }

    void fail() {
        failing = true;
    }

    List<RegistryEvent> events() {
        return events;
    }

    @Override
    public void refresh() {}

    @Override
    public void append(List<RegistryEvent> appended) {
        if (failing) {
            throw new RegistryProblem(50001, "the log is full", null);
        }
        appended.forEach(state::apply);
        events.addAll(appended);
    }

    @Override
    public void close() {}
}
