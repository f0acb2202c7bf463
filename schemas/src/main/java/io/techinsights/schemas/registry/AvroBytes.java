package io.techinsights.schemas.registry;

import io.techinsights.schemas.json.Utf8;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Goes over a record of the wire format value by value, and leaves texts where they lie. Whoever reads knows the schema: it is
 * not looked at.
 */
public final class AvroBytes {
    private final byte[] bytes;
    private int at = WireFormat.HEADER;

    public AvroBytes(byte[] wireFormat) {
        this.bytes = wireFormat;
    }

    /** An int, a long, the branch of a union, or the length of a block: of variable length, zigzag. */
    public long number() {
        long number = 0;
        int shift = 0;
        byte next = bytes[at++];
        while (next < 0) {
            number |= (long) (next & 0x7f) << shift;
            shift += 7;
            next = bytes[at++];
        }
        number |= (long) next << shift;
        return (number >>> 1) ^ -(number & 1);
    }

    /** A boolean. */
    public boolean flag() {
        return bytes[at++] != 0;
    }

    /** A double. */
    public double fraction() {
        at += Double.BYTES;
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getDouble(at - Double.BYTES);
    }

    /** A string. */
    public Utf8 text() {
        int length = (int) number();
        at += length;
        return new Utf8(bytes, at - length, at);
    }
}
