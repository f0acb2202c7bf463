package io.techinsights.standalone.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address, the only one that anything embedded listens on. */
final class LocalPort {
    static final String HOST = "127.0.0.1";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private LocalPort() {}

    /**
     * A port that is free now.
     *
     * @param wanted 0 for any one
     * @param use what it is for, for the message
     * @throws BrokerStartException where the wanted one is taken
     */
    static int free(int wanted, String use) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerStartException(
                    "Port " + wanted + " of " + HOST + ", wanted for " + use + ", is not free (" + e.getMessage()
                            + "): stop what listens there, or choose another, or 0 for any free one",
                    e);
        }
    }
}
