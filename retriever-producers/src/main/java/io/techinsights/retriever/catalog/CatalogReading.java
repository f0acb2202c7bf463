package io.techinsights.retriever.catalog;

import io.techinsights.retriever.catalog.CatalogProblem.Severity;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One walk over the files of a catalog: those that were named, then those that a {@code Location} points at. */
final class CatalogReading {
    private final Map<Path, CatalogFile> before;
    private final Map<Path, CatalogFile> now = new HashMap<>();
    private final Deque<Path> waiting = new ArrayDeque<>();
    private final Set<Path> seen = new HashSet<>();
    private final Map<EntityRef, Entity> entities = new LinkedHashMap<>();
    private final Map<EntityRef, String> origins = new HashMap<>();
    private final List<CatalogProblem> problems = new ArrayList<>();
    private boolean complete = true;

    CatalogReading(Map<Path, CatalogFile> before) {
        this.before = before;
    }

    /** What this walk has read, for the next one. */
    Map<Path, CatalogFile> files() {
        return now;
    }

    CatalogSnapshot read(List<Path> paths, Instant at) {
        paths.forEach(this::addPath);
        while (!waiting.isEmpty()) {
            readFile(waiting.remove());
        }
        return new CatalogSnapshot(List.copyOf(entities.values()), problems, now.size(), at, complete);
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
            CatalogFile content = CatalogFile.read(real, file.toString(), before.get(real));
            now.put(real, content);
            problems.addAll(content.problems());
            content.documents().forEach(document -> add(file, document));
        } catch (IOException e) {
            unreadable(file, e);
        }
    }

    private void unreadable(Path path, Exception e) {
        complete = false;
        Exception cause = e;
        if (e instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            cause = unchecked.getCause();
        }
        problems.add(CatalogProblem.ofFile(
                path.toString(),
                cause instanceof NoSuchFileException
                        ? "cannot be read: no such file or folder"
                        : "cannot be read: " + cause.getClass().getSimpleName() + " " + cause.getMessage()));
    }

    private void add(Path file, CatalogDocument document) {
        Entity entity = document.entity();
        String first = origins.putIfAbsent(entity.ref(), file + ":" + document.line());
        if (first != null) {
            problem(
                    file,
                    document,
                    Severity.ERROR,
                    entity.ref() + " was declared before, at " + first + "; this document does not count");
            return;
        }
        entities.put(entity.ref(), entity);
        if (LocationTargets.isLocation(entity)) {
            follow(file, document, LocationTargets.of(entity));
        }
    }

    private void follow(Path file, CatalogDocument document, LocationTargets targets) {
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
        problems.add(new CatalogProblem(file.toString(), document.number(), document.line(), severity, reason));
    }
}
