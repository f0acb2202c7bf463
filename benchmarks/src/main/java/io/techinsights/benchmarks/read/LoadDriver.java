package io.techinsights.benchmarks.read;

import io.techinsights.schemas.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Asks as fast as it is answered, on one thread. */
final class LoadDriver {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final double NANOS = 1e6;

    private final Load load;
    private final List<byte[]> questions;
    private final Histogram times = new Histogram(LONGEST_NANOS, 3);
    private final long begin;
    private int next;
    private long firstNanos;
    private long lastNanos;
    private long asked;
    private long errors;
    private String firstError = "";

    private LoadDriver(Load load) {
        this.load = load;
        this.questions = load.questions().stream()
                .map(question -> question.bytes(load.server()))
                .toList();
        this.begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(load.warmUpMillis());
    }

    /** Takes loads on its input, one JSON document a line, and says on its output what came of each; ends with its input. */
    public static void main(String[] arguments) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(Json.MAPPER.writeValueAsString(drive(Json.MAPPER.readValue(line, Load.class))));
        }
    }

    /**
     * Drives a load. A question that is not answered is an error, and its connection is replaced.
     *
     * @throws IOException where no connection can be opened
     */
    static Driven drive(Load load) throws IOException {
        return new LoadDriver(load).drive();
    }

    private Driven drive() throws IOException {
        List<Connection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < load.connections(); i++) {
                connections.add(open(selector));
            }
            while (!isOver()) {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    goOn((Connection) key.attachment(), connections, selector);
                }
                selector.selectedKeys().clear();
            }
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
        return new Driven(
                times.getTotalCount(),
                lastNanos - firstNanos,
                times.getValueAtPercentile(50) / NANOS,
                times.getValueAtPercentile(99) / NANOS,
                times.getMaxValue() / NANOS,
                asked,
                errors,
                firstError);
    }

    /** The time is up, and something can be said: an answer was counted, or nobody answers. */
    private boolean isOver() {
        long overtime = System.nanoTime() - begin - TimeUnit.MILLISECONDS.toNanos(load.millis());
        return overtime >= 0 && (times.getTotalCount() > 0 || errors > 0 || overtime > PATIENCE_NANOS);
    }

    private Connection open(Selector selector) throws IOException {
        var connection = new Connection(load.server(), selector);
        connection.ask(question());
        return connection;
    }

    private byte[] question() {
        byte[] question = questions.get(next);
        next = (next + 1) % questions.size();
        return question;
    }

    private void goOn(Connection connection, List<Connection> connections, Selector selector) throws IOException {
        try {
            if (connection.goOn()) {
                answered(connection);
                connection.ask(question());
            }
        } catch (IOException e) {
            asked++;
            failed(String.valueOf(e.getMessage()));
            connection.close();
            connections.remove(connection);
            connections.add(open(selector));
        }
    }

    private void answered(Connection connection) {
        long now = System.nanoTime();
        asked++;
        if (connection.status() != 200 || connection.bodyBytes() < load.leastBytes()) {
            failed("status " + connection.status() + ", " + connection.bodyBytes() + " bytes");
        } else if (now >= begin) {
            if (firstNanos == 0) {
                firstNanos = now;
            } else {
                times.recordValue(Math.min(LONGEST_NANOS, now - connection.askedNanos()));
                lastNanos = now;
            }
        }
    }

    private void failed(String error) {
        errors++;
        firstError = firstError.isEmpty() ? error : firstError;
    }
}
