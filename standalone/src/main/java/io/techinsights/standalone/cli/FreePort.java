package io.techinsights.standalone.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Prefers the port that people know. */
final class FreePort {
    private FreePort() {}

    /** The port where it is free on the loopback interface; 0, which takes any, where it is not. */
    static int orAny(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return 0;
        }
    }
}
