package io.techinsights.benchmarks.sql;

import io.techinsights.benchmarks.figure.Program;
import io.techinsights.benchmarks.process.FreePorts;
import io.techinsights.benchmarks.process.TempFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL of its own on a folder of its own, which listens on the loopback interface alone; both go with it. What is not
 * set here is as PostgreSQL has it: each commit is on the disk.
 */
final class PostgresServer implements AutoCloseable {
    /** Memory and log enough to have nothing written early; a statement that would never end fails. */
    private static final List<String> SETTINGS =
            List.of("shared_buffers=512MB", "max_wal_size=4GB", "statement_timeout=120s", "listen_addresses=127.0.0.1");

    private static final String SUPERUSER = "benchmark";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_MILLIS = 50;

    private final TempFolder folder;
    private final int port;
    private final String password = UUID.randomUUID().toString();
    private final Path log;
    private final Process process;

    private PostgresServer(PostgresPrograms programs, ServerUser user, TempFolder folder)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.log = folder.path().resolve("server.log");
        this.port = FreePorts.take(1).get(0);
        user.own(folder.path());
        Path data = folder.path().resolve("data");
        Path secret = Files.writeString(folder.path().resolve("password"), password);
        user.own(secret);
        Program.run(folder.path(), user.command(initdb(programs, data, secret)));
        process = new ProcessBuilder(user.command(server(programs, data)))
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** Starts one, and waits until it can be asked. */
    static PostgresServer start() throws IOException, InterruptedException, TimeoutException {
        var programs = PostgresPrograms.installed().orElseThrow();
        var user = ServerUser.find().orElseThrow();
        TempFolder folder = TempFolder.named("postgres");
        try {
            var server = new PostgresServer(programs, user, folder);
            server.awaitReady();
            return server;
        } catch (IOException | InterruptedException | TimeoutException e) {
            folder.close();
            throw e;
        }
    }

    /** What is missing here to start one. */
    static Optional<String> obstacle() {
        try {
            if (PostgresPrograms.installed().isEmpty()) {
                return Optional.of(
                        "the programs initdb and postgres of PostgreSQL are needed, and are neither on the path"
                                + " nor in /usr/lib/postgresql");
            }
            return ServerUser.find().isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            "PostgreSQL does not run as root, and there are not both setpriv and a user postgres");
        } catch (IOException e) {
            return Optional.of(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static List<String> initdb(PostgresPrograms programs, Path data, Path password) {
        return List.of(
                programs.path(PostgresPrograms.INITDB).toString(),
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
    }

    private List<String> server(PostgresPrograms programs, Path data) {
        List<String> command = new ArrayList<>(List.of(
                programs.path(PostgresPrograms.SERVER).toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-k",
                folder.path().toString()));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private void awaitReady() throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close(process);
                throw new TimeoutException("PostgreSQL does not answer: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** A connection, whoever takes it closes it. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", SUPERUSER, password);
    }

    private static void close(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        close(process);
        folder.close();
    }
}
