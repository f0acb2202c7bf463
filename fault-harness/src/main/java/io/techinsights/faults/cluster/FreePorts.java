package io.techinsights.faults.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports that nobody uses now, below those that the system gives to outgoing connections: a process that is restarted finds
 * its port as it left it.
 */
final class FreePorts {
    static final String HOST = "127.0.0.1";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    private FreePorts() {}

    /**
     * Finds some.
     *
     * @throws IllegalStateException where there are not so many
     */
    static List<Integer> take(int count) {
        List<Integer> free = new ArrayList<>();
        int start = FIRST + (int) (ProcessHandle.current().pid() % 100) * 100;
        for (int i = 0; i < LAST - FIRST && free.size() < count; i++) {
            int port = FIRST + (start - FIRST + i) % (LAST - FIRST);
            if (isFree(port)) {
                free.add(port);
            }
        }
        if (free.size() < count) {
            throw new IllegalStateException(
                    "There are " + free.size() + " free ports from " + FIRST + " to " + LAST + ", expected " + count);
        }
        return free;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK))) {
            return socket.isBound();
        } catch (java.net.BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
