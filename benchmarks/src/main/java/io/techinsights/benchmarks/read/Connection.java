package io.techinsights.benchmarks.read;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kept connection with one question at a time. Of an answer it reads status and length, and lets the body go: what it costs
 * to drive is taken from the server's cores.
 */
final class Connection implements AutoCloseable {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern LENGTH =
            Pattern.compile("\r\ncontent-length: *(\\d+) *\r\n", Pattern.CASE_INSENSITIVE);
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int BUFFER = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private long askedNanos;
    private long received;
    private long bodyBytes;
    private long wholeBytes;
    private int status;

    /** Connects, and waits for it. */
    Connection(URI server, Selector selector) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Begins to ask. */
    void ask(byte[] question) throws IOException {
        in.clear();
        received = 0;
        wholeBytes = -1;
        out = ByteBuffer.wrap(question);
        askedNanos = System.nanoTime();
        send();
    }

    private void send() throws IOException {
        channel.write(out);
        int interest = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /**
     * Goes on as far as that is possible now.
     *
     * @return whether the answer is there as a whole
     * @throws IOException where no answer comes, or none that is understood
     */
    boolean goOn() throws IOException {
        if (out.hasRemaining()) {
            send();
        }
        int read = channel.read(in);
        while (read > 0) {
            received += read;
            if (wholeBytes < 0) {
                head();
            }
            if (wholeBytes >= 0) {
                in.clear();
                if (received >= wholeBytes) {
                    return whole();
                }
            }
            read = channel.read(in);
        }
        if (read < 0) {
            throw new EOFException("The server closed a connection in the middle of an answer");
        }
        return false;
    }

    private boolean whole() throws IOException {
        if (received > wholeBytes) {
            throw new IOException("More came than was asked for");
        }
        return true;
    }

    private void head() throws IOException {
        int length = endOfHead();
        if (length < 0) {
            if (!in.hasRemaining()) {
                throw new IOException("The head of an answer is longer than " + BUFFER + " bytes");
            }
            return;
        }
        String head = new String(in.array(), 0, length, StandardCharsets.ISO_8859_1);
        Matcher size = LENGTH.matcher(head);
        if (!head.startsWith("HTTP/1.1 ") || !size.find()) {
            throw new IOException("An answer of HTTP/1.1 with a length was expected: " + head.strip());
        }
        status = Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
        bodyBytes = Long.parseLong(size.group(1));
        wholeBytes = length + bodyBytes;
    }

    private int endOfHead() {
        byte[] bytes = in.array();
        for (int i = 0; i + END_OF_HEAD.length <= in.position(); i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + END_OF_HEAD.length;
            }
        }
        return -1;
    }

    /** When the question was asked, as {@link System#nanoTime} has it. */
    long askedNanos() {
        return askedNanos;
    }

    int status() {
        return status;
    }

    long bodyBytes() {
        return bodyBytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
