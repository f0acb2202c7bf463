package io.techinsights.standalone.embedded.registry;

import java.util.List;

/** Where the events of a registry are kept. Used by one thread at a time. */
interface SchemaLog extends AutoCloseable {
    /**
     * Makes sure that all events that are kept have reached the state.
     *
     * @throws RegistryProblem 50001 or 50002 where that cannot be made sure of
     */
    void refresh();

    /**
     * Keeps events. Once this returns they are safe, and the state knows them.
     *
     * @throws RegistryProblem 50001 or 50002 where it is not known whether they are
     */
    void append(List<RegistryEvent> events);

    @Override
    void close();
}
