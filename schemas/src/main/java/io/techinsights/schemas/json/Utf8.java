package io.techinsights.schemas.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text as UTF-8 where it lies, in the midst of others say: it is no text of its own before somebody asks for it. */
public final class Utf8 {
    final byte[] bytes;
    final int from;
    final int to;

    /**
     * The bytes are not copied, and must not change.
     *
     * @param to behind the last
     */
    public Utf8(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** A text. */
    public static Utf8 of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Utf8(bytes, 0, bytes.length);
    }

    /** The same, without what it lies in. */
    public Utf8 alone() {
        byte[] own = Arrays.copyOfRange(bytes, from, to);
        return new Utf8(own, 0, own.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Utf8 text && Arrays.equals(bytes, from, to, text.bytes, text.from, text.to);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
