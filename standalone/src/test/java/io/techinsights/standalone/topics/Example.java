package io.techinsights.standalone.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** A record of a topic as it is read again: key, headers and value as JSON, the value in Avro's encoding of it. */
final class Example {
    private Example() {}

    static <K, V> JsonNode read(Topic<K, V> topic, ProducerRecord<byte[], byte[]> record) {
        ObjectNode json = Json.object();
        json.put("key", text(topic.key().deserializer().deserialize(topic.name(), record.key())));
        ObjectNode headers = Json.object();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        if (!headers.isEmpty()) {
            json.set("headers", headers);
        }
        json.set("value", value(topic.value().deserializer().deserialize(topic.name(), record.value())));
        return json;
    }

    private static String text(Object key) {
        return key instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : key.toString();
    }

    private static JsonNode value(Object value) {
        if (value instanceof byte[] bytes) {
            return Json.object().textNode(HexFormat.ofDelimiter(" ").formatHex(bytes));
        }
        return avro((IndexedRecord) value);
    }

    private static JsonNode avro(IndexedRecord record) {
        GenericDatumWriter<IndexedRecord> writer = record instanceof SpecificRecord
                ? new SpecificDatumWriter<>(record.getSchema())
                : new GenericDatumWriter<>(record.getSchema());
        try {
            var bytes = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().jsonEncoder(record.getSchema(), bytes);
            writer.write(record, encoder);
            encoder.flush();
            return Json.MAPPER.readTree(bytes.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
