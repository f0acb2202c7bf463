package io.techinsights.streams.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Properties;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of an app on this disk, and a file beside it that says which format it has and when it was used last. State that
 * lay unused is not gone on with: a deletion stays in a compacted changelog for a day only, and what comes back later would
 * keep what the others deleted. It is restored from the changelogs as a whole.
 */
final class LocalState {
    /** Changelogs keep deletions for 24 hours after they were compacted. */
    static final Duration MAX_UNUSED = Duration.ofHours(20);

    /** Greater where a program that does not know it cannot go on with the state. */
    static final int FORMAT = 1;

    private static final Logger LOG = LoggerFactory.getLogger(LocalState.class);
    private static final String PREFIX = "format ";
    private final Path folder;
    private final Path mark;
    private final InstantSource clock;

    LocalState(Path folder, InstantSource clock) {
        this.folder = folder;
        this.mark = folder.resolveSibling(folder.getFileName() + ".used");
        this.clock = clock;
    }

    static LocalState of(Properties config, InstantSource clock) {
        return new LocalState(
                Path.of(config.getProperty(StreamsConfig.STATE_DIR_CONFIG))
                        .resolve(config.getProperty(StreamsConfig.APPLICATION_ID_CONFIG)),
                clock);
    }

    /**
     * Begins to use it.
     *
     * @throws IllegalStateException where it is of a newer program, or cannot be written
     */
    void open() {
        try {
            if (Files.exists(mark)) {
                requireKnown(Files.readString(mark).strip());
                forgetUnused();
            }
            Files.createDirectories(folder);
            Files.writeString(mark, PREFIX + FORMAT + System.lineSeparator());
            used();
        } catch (IOException e) {
            throw new IllegalStateException("The state in " + folder + " cannot be used: " + e, e);
        }
    }

    /** Notes that it is in use. */
    void used() throws IOException {
        Files.setLastModifiedTime(mark, FileTime.from(clock.instant()));
    }

    private void requireKnown(String text) {
        boolean known =
                text.matches(PREFIX + "\\d{1,9}") && Integer.parseInt(text.substring(PREFIX.length())) <= FORMAT;
        if (!known) {
            throw new IllegalStateException("The state in " + folder + " is of '" + text + "', this program knows "
                    + PREFIX + FORMAT + ": start the newer version that wrote it, or use another data directory");
        }
    }

    private void forgetUnused() throws IOException {
        Instant used = Files.getLastModifiedTime(mark).toInstant();
        if (used.isBefore(clock.instant().minus(MAX_UNUSED)) && Files.exists(folder)) {
            LOG.warn(
                    "The state in {} was last used at {}, more than {} hours ago: it is deleted and restored from Kafka",
                    folder,
                    used,
                    MAX_UNUSED.toHours());
            Utils.delete(folder.toFile());
        }
    }
}
