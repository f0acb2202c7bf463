package io.techinsights.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BareStoreTest {
    @TempDir
    Path folder;

    @Test
    void shouldKeepTheBytesOfEachRecordUnderItsKey() {
        // Given
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "bare");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        try (var driver = new TopologyTestDriver(BareStore.topology("facts"), config)) {
            var facts = driver.createInputTopic("facts", new ByteArraySerializer(), new ByteArraySerializer());

            // When
            facts.pipeInput(bytes("petstore"), bytes("older"));
            facts.pipeInput(bytes("petstore"), bytes("newer"));
            facts.pipeInput(bytes("orders"), bytes("no fact record"));

            // Then
            KeyValueStore<byte[], byte[]> store = driver.getKeyValueStore(BareStore.STORE);
            assertThat(store.get(bytes("petstore"))).isEqualTo(bytes("newer"));
            assertThat(store.get(bytes("orders"))).isEqualTo(bytes("no fact record"));
            assertThat(driver.producedTopicNames()).containsExactly("bare-records-changelog");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
