package io.techinsights.standalone.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A directory that one broker holds for itself. The operating system keeps the lock, so it goes with a process that is
 * killed.
 */
final class DataDirectory implements AutoCloseable {
    private static final String LOCK_FILE = "broker.pid";

    private final FileChannel channel;

    private DataDirectory(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the directory where it is missing, and takes it.
     *
     * @throws BrokerStartException where another broker holds it, or it cannot be written
     */
    static DataDirectory take(Path path) {
        Path lockFile = path.resolve(LOCK_FILE);
        FileChannel channel = open(path, lockFile);
        try {
            if (tryLock(channel) == null) {
                String holder = Files.readString(lockFile, StandardCharsets.UTF_8);
                channel.close();
                throw new BrokerStartException(
                        "Data directory " + path + " is in use by process " + holder.strip()
                                + ": stop that process, or give this one a directory of its own",
                        null);
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
            return new DataDirectory(channel);
        } catch (IOException e) {
            throw new BrokerStartException("Data directory " + path + " cannot be locked: " + e.getMessage(), e);
        }
    }

    private static FileChannel open(Path path, Path lockFile) {
        try {
            Files.createDirectories(path);
            return FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new BrokerStartException(
                    "Data directory " + path + " cannot be written: " + e.getMessage() + " ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Gives the directory back. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
