package io.techinsights.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that are open while their broker starts again. */
class OpenTransactionsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private static Map<String, Object> client(Broker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static KafkaProducer<String, String> begun(Broker broker) throws Exception {
        var records = new TestRecords(broker.bootstrapServers());
        records.createTopic();
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "producer");
        var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TestRecords.TOPIC, "begun")).get();
        return producer;
    }

    private void forgetTransactions() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> directory.relativize(file).toString().startsWith("__transaction_state-"))
                    .filter(Files::isRegularFile)
                    .forEach(OpenTransactionsTest::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldLeaveTheTransactionOfAProducerThatLivesOnWhole() throws Exception {
        // Given
        int port = LocalPort.free(0, "the test");
        Broker before = EmbeddedBroker.start(directory, port);
        try (var producer = begun(before)) {
            before.close();
            try (Broker broker = EmbeddedBroker.start(directory, port)) {

                // When
                int aborted = OpenTransactions.abortForgotten(client(broker));

                // Then
                producer.send(new ProducerRecord<>(TestRecords.TOPIC, "ended")).get();
                producer.commitTransaction();
                assertThat(aborted).isZero();
                assertThat(new TestRecords(broker.bootstrapServers()).read()).containsExactly("begun", "ended");
            }
        }
    }

    @Test
    void shouldAbortATransactionThatTheCoordinatorHasForgotten() throws Exception {
        // Given
        Broker before = EmbeddedBroker.start(directory, 0);
        var producer = begun(before);
        before.close();
        producer.close(Duration.ZERO);
        forgetTransactions();
        try (Broker broker = EmbeddedBroker.start(directory, 0)) {
            var records = new TestRecords(broker.bootstrapServers());
            records.write("next");

            // When
            int aborted = OpenTransactions.abortForgotten(client(broker));

            // Then
            assertThat(aborted).isEqualTo(1);
            assertThat(records.read()).containsExactly("next");
        }
    }

    @Test
    void shouldLeaveTheTransactionOfAProducerThatMovesOnMeanwhileWhole() throws Exception {
        // Given
        try (Broker broker = EmbeddedBroker.start(directory, 0);
                var producer = begun(broker);
                Admin admin = Admin.create(client(broker))) {
            OpenTransactions.Open seen = OpenTransactions.open(admin).get(0);
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TestRecords.TOPIC, "next")).get();

            // When
            boolean aborted = OpenTransactions.abort(admin, seen);

            // Then
            producer.commitTransaction();
            assertThat(aborted).isFalse();
            assertThat(new TestRecords(broker.bootstrapServers()).read()).containsExactly("begun", "next");
        }
    }
}
