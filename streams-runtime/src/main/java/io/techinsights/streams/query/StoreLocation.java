package io.techinsights.streams.query;

/** Where a key of a store lives. */
public sealed interface StoreLocation {
    /** In this process, in this partition. */
    record Local(int partition) implements StoreLocation {}

    /** In another process of the group. */
    record Remote(String host, int port) implements StoreLocation {}

    /** Nobody knows now. */
    record Unknown(String reason) implements StoreLocation {}
}
