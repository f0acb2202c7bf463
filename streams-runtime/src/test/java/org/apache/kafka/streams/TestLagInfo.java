package org.apache.kafka.streams;

/** Makes what only Kafka Streams itself makes. */
public final class TestLagInfo {
    private TestLagInfo() {}

    public static LagInfo of(long position, long end) {
        return new LagInfo(position, end);
    }
}
