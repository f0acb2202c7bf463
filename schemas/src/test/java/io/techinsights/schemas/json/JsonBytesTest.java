package io.techinsights.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
    @Test
    void shouldWriteEachValueInTheBytesThatTheMapperMakesOfIt() throws Exception {
        // Given
        List<JsonNode> values = List.of(
                Json.parse("[null,true,-1,0.5,1e21,\"\",\"plain\",\"q\\\"\\\\\\n\\u0001\",\"Grüße €\",{\"a\":[{}]}]"),
                TextNode.valueOf("\uD83D\uDE00"),
                TextNode.valueOf("\u2028"),
                Json.number(0.1));

        for (JsonNode value : values) {
            // When
            JsonNode written = new JsonBytes(1).add('[').value(value).add(']').written();

            // Then
            assertThat(Json.MAPPER.writeValueAsBytes(written))
                    .isEqualTo(Json.MAPPER.writeValueAsBytes(Json.array().add(value)));
        }
    }

    @Test
    void shouldPutPiecesTogetherWhateverTheirSize() {
        // Given
        var out = new JsonBytes(1);

        // When
        out.add('[').text("x".repeat(100)).add(",").add(Utf8.of("\"ä\"")).add(']');

        // Then
        assertThat(Json.write(out.written())).isEqualTo("[\"" + "x".repeat(100) + "\",\"ä\"]");
    }

    @Test
    void shouldFindNoFieldsInAnEmptyObject() {
        // Given
        var fields = new WrittenFields(Utf8.of("{}"));

        // When
        boolean found = fields.next();

        // Then
        assertThat(found).isFalse();
    }

    @Test
    void shouldTellTextsByTheirBytesWhereverTheyLie() {
        // Given
        var fields = new WrittenFields(Utf8.of("{\"a\":\"a\"}"));
        fields.next();

        // When
        Utf8 name = fields.name();

        // Then
        assertThat(name).isEqualTo(fields.value().alone()).hasSameHashCodeAs(Utf8.of("\"a\""));
        assertThat(name).isNotEqualTo(Utf8.of("a"));
    }
}
