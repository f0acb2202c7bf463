package io.techinsights.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void shouldTakePortsThatSomebodyCanListenOn() throws IOException {
        // When
        List<Integer> ports = FreePorts.take(3);

        // Then
        assertThat(ports).hasSize(3).doesNotHaveDuplicates();
        for (int port : ports) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(socket.getLocalPort()).isEqualTo(port);
            }
        }
    }
}
