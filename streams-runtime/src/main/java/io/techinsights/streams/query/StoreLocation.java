package io.techinsights.streams.query;

import org.apache.kafka.streams.state.HostInfo;

/** Where a key of a store lives. */
public sealed interface StoreLocation {
    /** In this process, in this partition. */
    record Local(int partition) implements StoreLocation {}

    /** In another process of the group. */
    record Remote(HostInfo host) implements StoreLocation {}

    /** Nobody knows now. */
    record Unknown(String reason) implements StoreLocation {}
}
