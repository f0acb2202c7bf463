package io.techinsights.streams.app;

import io.techinsights.streams.error.DeadLetters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A name that this instance keeps over a crash, so that its groups know it again at once and need not wait until the dead
 * one is missed. It lies in the data directory and is locked: of two processes on one directory only the first has one.
 */
public final class InstanceId implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceId.class);
    private static final String FILE = "instance";
    private static final int MAX_BYTES = 100;

    private final Path file;
    private @Nullable FileChannel channel;
    private @Nullable String taken;

    /**
     * @param dataDir created where it is missing
     */
    public InstanceId(Path dataDir) {
        this.file = dataDir.resolve(FILE);
    }

    /** The name, which is ours until {@link #close}; nothing where another process has it, or it cannot be kept. */
    public synchronized Optional<String> take() {
        return taken == null ? takeAnew() : Optional.of(taken);
    }

    private Optional<String> takeAnew() {
        try {
            Files.createDirectories(file.resolveSibling(""));
            FileChannel open = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(open);
            if (lock == null) {
                open.close();
                LOG.info("{} is another process's; this one joins its groups without a name", file);
                return Optional.empty();
            }
            channel = open;
            taken = readOrWrite(open);
            return Optional.of(taken);
        } catch (IOException e) {
            LOG.warn("{} cannot be kept, so a crash is noticed later: {}", file, DeadLetters.reason(e));
            return Optional.empty();
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String readOrWrite(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
        channel.read(bytes, 0);
        String known = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
        if (known.matches("[0-9a-f-]{36}")) {
            return known;
        }
        String fresh = UUID.randomUUID().toString();
        channel.write(ByteBuffer.wrap(fresh.getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(true);
        return fresh;
    }

    @Override
    public synchronized void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.warn("{} could not be closed: {}", file, DeadLetters.reason(e));
            }
            channel = null;
            taken = null;
        }
    }
}
