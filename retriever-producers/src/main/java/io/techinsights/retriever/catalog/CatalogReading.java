package io.techinsights.retriever.catalog;

import io.techinsights.retriever.catalog.CatalogProblem.Severity;
import io.techinsights.schemas.entity.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One walk over the files of a catalog: those that were named, then those that a {@code Location} points at. */
final class CatalogReading {
    private final Map<Path, CatalogFile> before;
    private final Map<Path, CatalogFile> now = new HashMap<>();
    private final Deque<Path> waiting = new ArrayDeque<>();
    private final Set<Path> seen = new HashSet<>();
    private final CatalogSink sink;
    private boolean complete = true;

    CatalogReading(Map<Path, CatalogFile> before, CatalogSink sink) {
        this.before = before;
        this.sink = sink;
    }

    /** What this walk has read, for the next one. */
    Map<Path, CatalogFile> files() {
        return now;
    }

    Catalog.Extent read(List<Path> paths) {
        paths.forEach(this::addPath);
        while (!waiting.isEmpty()) {
            readFile(waiting.remove());
        }
        return new Catalog.Extent(now.size(), complete);
    }

    private void addPath(Path path) {
        if (!Files.isDirectory(path)) {
            waiting.add(path);
            return;
        }
        try (Stream<Path> walk = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            walk.filter(file -> file.getFileName().toString().matches(".*\\.ya?ml") && isVisible(path, file))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(waiting::add);
        } catch (IOException | UncheckedIOException e) {
            unreadable(path, e);
        }
    }

    /** Kubernetes keeps the versions of a mounted folder beside it, in folders whose name starts with two dots. */
    private static boolean isVisible(Path folder, Path file) {
        for (Path part : folder.relativize(file)) {
            if (part.toString().startsWith("..")) {
                return false;
            }
        }
        return true;
    }

    private void readFile(Path file) {
        try {
            Path real = file.toRealPath();
            if (!seen.add(real)) {
                return;
            }
            CatalogFile known = before.get(real);
            CatalogFile content = known != null && known.isCurrent(real) && isHeld(known)
                    ? again(file, known)
                    : parse(file, real, known);
            now.put(real, content);
            content.problems().forEach(sink::problem);
            for (CatalogDocument document : content.kept()) {
                sink.keep(document.ref());
                follow(file, document);
            }
        } catch (IOException e) {
            unreadable(file, e);
        }
    }

    private boolean isHeld(CatalogFile file) {
        return file.documents().stream().allMatch(document -> sink.holds(document.ref(), document.fingerprint()));
    }

    private CatalogFile again(Path file, CatalogFile known) {
        for (CatalogDocument document : known.documents()) {
            taken(file, document, sink.again(document.ref(), origin(file, document)));
        }
        return known;
    }

    private CatalogFile parse(Path file, Path real, @Nullable CatalogFile known) throws IOException {
        CatalogFile.Parsed parsed = CatalogFile.parse(real, file.toString(), known);
        Iterator<Entity> entities = parsed.entities().iterator();
        for (CatalogDocument document : parsed.file().documents()) {
            taken(file, document, sink.add(entities.next(), origin(file, document)));
        }
        return parsed.file();
    }

    private static String origin(Path file, CatalogDocument document) {
        return file + ":" + document.line();
    }

    private void unreadable(Path path, Exception e) {
        complete = false;
        Exception cause = e;
        if (e instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            cause = unchecked.getCause();
        }
        sink.problem(CatalogProblem.ofFile(
                path.toString(),
                cause instanceof NoSuchFileException
                        ? "cannot be read: no such file or folder"
                        : "cannot be read: " + cause.getClass().getSimpleName() + " " + cause.getMessage()));
    }

    private void taken(Path file, CatalogDocument document, Optional<String> first) {
        if (first.isPresent()) {
            problem(
                    file,
                    document,
                    Severity.ERROR,
                    document.ref() + " was declared before, at " + first.get() + "; this document does not count");
        } else {
            follow(file, document);
        }
    }

    private void follow(Path file, CatalogDocument document) {
        LocationTargets targets = document.targets();
        if (targets == null) {
            return;
        }
        targets.notFollowed().forEach(reason -> problem(file, document, Severity.WARNING, reason));
        for (String target : targets.paths()) {
            List<Path> found = resolve(file, target);
            if (found.isEmpty() && !targets.optional()) {
                problem(file, document, Severity.WARNING, "the target '" + target + "' leads nowhere: no such file");
            }
            waiting.addAll(found);
        }
    }

    private List<Path> resolve(Path file, String target) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        try {
            if (Glob.isGlob(target)) {
                return Glob.files(folder, target);
            }
            Path path = folder.resolve(target).normalize();
            return Files.isRegularFile(path) ? List.of(path) : List.of();
        } catch (InvalidPathException e) {
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            unreadable(folder.resolve(target), e);
            return List.of();
        }
    }

    private void problem(Path file, CatalogDocument document, Severity severity, String reason) {
        sink.problem(new CatalogProblem(file.toString(), document.number(), document.line(), severity, reason));
    }
}
