package io.techinsights.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path directory;

    @Test
    void shouldKeepRecordsAndClusterOverARestartOnOtherPorts() throws Exception {
        // Given
        String before;
        String clusterId;
        try (Broker broker = EmbeddedBroker.start(directory, 0)) {
            before = broker.bootstrapServers();
            var records = new TestRecords(before);
            records.createTopic();
            records.write("a", "b");
            clusterId = records.clusterId();
        }

        // When
        int other = LocalPort.free(0, "the test");
        try (Broker broker = EmbeddedBroker.start(directory, other)) {

            // Then
            var records = new TestRecords(broker.bootstrapServers());
            assertThat(broker.bootstrapServers())
                    .isEqualTo("127.0.0.1:" + other)
                    .isNotEqualTo(before);
            assertThat(records.clusterId()).isEqualTo(clusterId);
            records.write("c");
            assertThat(records.read()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void shouldRecoverWhatAKilledProcessHadAcknowledged() throws Exception {
        // Given
        try (var killed = BrokerProcess.start(directory)) {
            var records = new TestRecords(killed.bootstrapServers());
            records.createTopic();
            records.write("a", "b");
        }

        // When
        try (Broker broker = EmbeddedBroker.start(directory, 0)) {

            // Then
            var records = new TestRecords(broker.bootstrapServers());
            records.write("c");
            assertThat(records.read()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void shouldRefuseADirectoryThatAnotherProcessUsesAndLeaveThatOneAlone() throws Exception {
        // Given
        try (var other = BrokerProcess.start(directory)) {

            // When
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))

                    // Then
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageMatching(
                            "Data directory " + directory + " is in use by process \\d+: stop that process.*");
            new TestRecords(other.bootstrapServers()).createTopic();
        }
    }

    @Test
    void shouldRefuseAPortThatIsTakenAndGiveTheDirectoryBack() throws Exception {
        // Given
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

            // When
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))

                    // Then
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " of 127.0.0.1")
                    .hasMessageContaining("choose another");
        }
        try (var again = DataDirectory.take(directory)) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void shouldRefuseADirectoryThatIsAFile() throws Exception {
        // Given
        Path file = Files.createFile(directory.resolve("file"));

        // When
        assertThatThrownBy(() -> EmbeddedBroker.start(file, 0))

                // Then
                .isInstanceOf(BrokerStartException.class)
                .hasMessageStartingWith("Data directory " + file + " cannot be written");
    }

    @Test
    void shouldSayWhatIsWrongWithABrokenDirectory() throws Exception {
        // Given
        Files.writeString(directory.resolve("meta.properties"), "version=1\nnode.id=7\ncluster.id=x\n");

        // When
        assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))

                // Then
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("node");
    }

    @Test
    void shouldStopQuicklyAndOnlyOnce() {
        // Given
        Broker broker = EmbeddedBroker.start(directory, 0);

        // When
        Instant start = Instant.now();
        broker.close();
        broker.close();

        // Then
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
}
