package io.techinsights.schemas.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts JSON together of pieces that are written already, as the bytes that are sent. */
public final class JsonBytes {
    private byte[] bytes;
    private int length;

    /**
     * @param expected about how many bytes there will be
     */
    public JsonBytes(int expected) {
        bytes = new byte[expected];
    }

    /** A piece that is one ASCII character. */
    public JsonBytes add(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** A piece, quotes and all. */
    public JsonBytes add(Utf8 piece) {
        return add(piece.bytes, piece.from, piece.to);
    }

    /** A piece, quotes and all. */
    public JsonBytes add(String piece) {
        byte[] utf8 = piece.getBytes(StandardCharsets.UTF_8);
        return add(utf8, 0, utf8.length);
    }

    /** A value, in the very bytes that {@link Json#MAPPER} makes of it. */
    public JsonBytes value(JsonNode value) {
        String plain = Json.plain(value);
        if (plain != null) {
            return add(plain);
        }
        try {
            byte[] written = Json.MAPPER.writeValueAsBytes(value);
            return add(written, 0, written.length);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A text as a value. */
    public JsonBytes text(String value) {
        return Json.isPlain(value)
                ? add('"').add(value).add('"')
                : value(Json.MAPPER.getNodeFactory().textNode(value));
    }

    /** A text as a value, which is not written as JSON yet. */
    public JsonBytes text(Utf8 value) {
        return isPlain(value) ? add('"').add(value).add('"') : text(value.toString());
    }

    private static boolean isPlain(Utf8 text) {
        for (int i = text.from; i < text.to; i++) {
            byte c = text.bytes[i];
            if (c < ' ' || c == '"' || c == '\\' || c == Byte.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    private JsonBytes add(byte[] source, int from, int to) {
        int more = to - from;
        reserve(more);
        System.arraycopy(source, from, bytes, length, more);
        length += more;
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length + (bytes.length >> 1)));
        }
    }

    /** What has been put together, as a piece of something else. */
    public Utf8 piece() {
        return new Utf8(bytes, 0, length).alone();
    }

    /** What has been put together, which is one JSON document. */
    public JsonNode written() {
        return Json.raw(bytes.length == length ? bytes : Arrays.copyOf(bytes, length));
    }
}
