package io.techinsights.retriever.declarative;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * The files of one entity, below a folder that is never left: a link that leads out of it is as if it were not there.
 *
 * @param root without links in it
 */
record FileTree(Path root, int maxFile) {

    /** Matches paths below the root; {@code **}{@code /} stands for no folder, too. */
    static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob.replace("**/", "{**/,}"));
    }

    /**
     * The paths of the files that match, in order, with slashes.
     *
     * @throws ObservationException where the folder cannot be read
     */
    List<String> files(PathMatcher matcher) throws ObservationException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.peek(path -> requireNotInterrupted())
                    .filter(path -> matcher.matches(root.relativize(path)))
                    .filter(path -> Files.isRegularFile(path) && isInside(path))
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ObservationException(root + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }

    private boolean isInside(Path path) {
        try {
            return path.toRealPath().startsWith(root);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The text of a file; empty where there is none.
     *
     * @param file its path below the root
     * @throws ObservationException where it leads out of the root, is too large, or cannot be read
     */
    Optional<String> text(String file) throws ObservationException {
        try {
            Path path = root.resolve(file).normalize();
            if (!path.startsWith(root) || (Files.exists(path) && !isInside(path))) {
                throw new ObservationException("the file " + file + " is outside of " + root);
            }
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            try (var input = Files.newInputStream(path)) {
                byte[] bytes = input.readNBytes(maxFile + 1);
                if (bytes.length > maxFile) {
                    throw new ObservationException(
                            "the file " + file + " is larger than maxFile, " + maxFile + " bytes");
                }
                return Optional.of(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IOException | InvalidPathException e) {
            throw new ObservationException(
                    "the file " + file + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }
}
