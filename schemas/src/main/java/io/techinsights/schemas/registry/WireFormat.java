package io.techinsights.schemas.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;

/** Confluent's wire format: a zero byte, the schema's id in four bytes (big-endian), then Avro's binary encoding. */
public final class WireFormat {
    private static final byte MAGIC = 0;
    /** How many bytes precede the datum. */
    public static final int HEADER = 1 + Integer.BYTES;

    private WireFormat() {}

    /** Writes a datum behind the id of the schema that the writer writes. */
    public static <T> byte[] write(int schemaId, GenericDatumWriter<T> writer, T datum) {
        var out = new ByteArrayOutputStream(128);
        out.writeBytes(ByteBuffer.allocate(HEADER).put(MAGIC).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(datum, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AvroRuntimeException | ClassCastException | NullPointerException e) {
            throw new SerializationException("Does not fit its Avro schema: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    /**
     * The id that the bytes begin with.
     *
     * @throws SerializationException where they do not begin as the wire format does
     */
    public static int schemaId(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != MAGIC) {
            throw new SerializationException("Not in the schema registry's wire format: expected a zero byte and a"
                    + " four-byte schema id, got " + bytes.length + " bytes"
                    + (bytes.length == 0 ? "" : " beginning with " + bytes[0]));
        }
        return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    }

    /** The same bytes behind another id; as they are where it is the one that they have. */
    public static byte[] withSchemaId(int schemaId, byte[] bytes) {
        if (schemaId(bytes) == schemaId) {
            return bytes;
        }
        byte[] copy = bytes.clone();
        ByteBuffer.wrap(copy, 1, Integer.BYTES).putInt(schemaId);
        return copy;
    }

    /**
     * Reads the datum behind the id.
     *
     * @throws SerializationException where the bytes are cut short, too long, nested too deep, or not what the schema
     *     says
     */
    public static <T> T read(byte[] bytes, Schema writer, GenericDatumReader<T> reader) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
        try {
            T datum = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new SerializationException("Bytes are left over behind a " + writer.getFullName());
            }
            return datum;
        } catch (SerializationException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw new SerializationException("Nested too deep for a " + writer.getFullName());
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("Not a " + writer.getFullName() + ": " + e.getMessage(), e);
        }
    }
}
