package io.techinsights.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {
    private static final Schema POINT = new Schema.Parser()
            .parse(("{'type': 'record', 'name': 'Point', 'fields': [{'name': 'x', 'type': 'int'},"
                            + " {'name': 'label', 'type': ['null', 'string']}]}")
                    .replace('\'', '"'));

    /** Magic 0; id 258; x = 3 (zigzag 6); union branch 1 (zigzag 2); a string of two bytes. */
    private static final byte[] BYTES = HexFormat.of().parseHex("00" + "00000102" + "06" + "02" + "04" + "6869");

    private static final GenericDatumReader<GenericRecord> READER = new GenericDatumReader<>(POINT);

    @Test
    void shouldWriteMagicIdAndAvro() {
        // Given
        GenericRecord point = new GenericData.Record(POINT);
        point.put("x", 3);
        point.put("label", "hi");

        // When
        byte[] bytes = WireFormat.write(258, new GenericDatumWriter<>(POINT), point);

        // Then
        assertThat(bytes).isEqualTo(BYTES);
    }

    @Test
    void shouldReadMagicIdAndAvro() {
        // When
        GenericRecord point = WireFormat.read(BYTES, POINT, READER);

        // Then
        assertThat(WireFormat.schemaId(BYTES)).isEqualTo(258);
        assertThat(point.get("x")).isEqualTo(3);
        assertThat(point.get("label")).hasToString("hi");
    }

    @Test
    void shouldRefuseADatumThatDoesNotFitItsSchema() {
        // Given
        GenericRecord point = new GenericData.Record(POINT);
        point.put("x", "three");

        // When
        assertThatThrownBy(() -> WireFormat.write(1, new GenericDatumWriter<>(POINT), point))

                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Does not fit its Avro schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00000001", "0100000001", "7b2261223a317d"})
    void shouldRefuseWhatDoesNotBeginAsTheFormatDoes(String hex) {
        // When
        assertThatThrownBy(() -> WireFormat.schemaId(HexFormat.of().parseHex(hex)))

                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("wire format");
    }

    @Test
    void shouldRefuseBytesThatAreCutShortOrTooLong() {
        // When
        byte[] tooLong = Arrays.copyOf(BYTES, BYTES.length + 1);

        // Then
        assertThatThrownBy(() -> WireFormat.read(tooLong, POINT, READER))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("left over behind a Point");
        for (int length = 5; length < BYTES.length; length++) {
            byte[] cut = Arrays.copyOf(BYTES, length);
            assertThatThrownBy(() -> WireFormat.read(cut, POINT, READER))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("Not a Point");
        }
    }
}
