package io.techinsights.benchmarks.codec;

import io.techinsights.benchmarks.store.FactLoad;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.registry.FactRecordSerde;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Each call encodes or decodes one row of three boolean facts; both ways are given the same rows in the same order. Avro alone
 * has its record made already, uses its encoder and its decoder again, and knows the schema without asking a registry.
 */
@State(Scope.Thread)
public class CodecBenchmark {
    static final int ROWS = 1000;

    /** What the wire format puts before Avro's bytes. */
    static final int HEADER = 5;

    private static final String TOPIC = "facts";

    private final FactLoad load = new FactLoad(FactLoad.METADATA, new FactLifecycle.Keep());
    private final Schema schema = FactRecords.schemaOf(load.schema());
    private final FactRecordSerde serde = new FactRecordSerde(new InMemorySchemaRegistry());
    private final Serializer<GenericRecord> serializer = serde.serializer();
    private final Deserializer<GenericRecord> deserializer = serde.deserializer();
    private final List<FactRow> rows =
            IntStream.range(0, ROWS).mapToObj(number -> load.row(number, 0)).toList();
    private final List<GenericRecord> records =
            rows.stream().map(row -> FactRecords.toRecord(schema, row)).toList();
    private final List<byte[]> written =
            records.stream().map(record -> serializer.serialize(TOPIC, record)).toList();
    private final GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(schema);
    private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    private @Nullable BinaryEncoder encoder;
    private @Nullable BinaryDecoder decoder;
    private int next;

    private int next() {
        next = next + 1 == ROWS ? 0 : next + 1;
        return next;
    }

    /** From a row to the bytes of the topic. */
    @Benchmark
    public byte[] encode() {
        return serializer.serialize(TOPIC, FactRecords.toRecord(schema, rows.get(next())));
    }

    /** From a record to Avro's bytes. */
    @Benchmark
    public byte[] encodeBare() throws IOException {
        out.reset();
        BinaryEncoder to = EncoderFactory.get().binaryEncoder(out, encoder);
        encoder = to;
        writer.write(records.get(next()), to);
        to.flush();
        return out.toByteArray();
    }

    /** From the bytes of the topic to a row. */
    @Benchmark
    public FactRow decode() {
        int number = next();
        return FactRecords.toRow(rows.get(number).entity(), deserializer.deserialize(TOPIC, written.get(number)));
    }

    /** From Avro's bytes to a record. */
    @Benchmark
    public GenericRecord decodeBare() throws IOException {
        byte[] bytes = written.get(next());
        BinaryDecoder from = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, decoder);
        decoder = from;
        return reader.read(null, from);
    }
}
