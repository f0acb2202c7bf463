package io.techinsights.retriever.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.retriever.catalog.CatalogProblem.Severity;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one file holds: which entities, and what is wrong with its other documents.
 *
 * @param stamp tells whether the file is still the one that was read
 * @param kept what it held before, while it has an error
 */
record CatalogFile(
        Stamp stamp, List<CatalogDocument> documents, List<CatalogDocument> kept, List<CatalogProblem> problems) {
    CatalogFile {
        documents = List.copyOf(documents);
        kept = List.copyOf(kept);
        problems = List.copyOf(problems);
    }

    /** What changes when somebody writes or replaces a file. */
    record Stamp(long size, FileTime modified, @Nullable Object key) {
        static Stamp of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }
    }

    /**
     * A file that was just parsed.
     *
     * @param entities of its documents, one each
     */
    record Parsed(CatalogFile file, List<Entity> entities) {}

    /** Whether the file is the one that was read. */
    boolean isCurrent(Path file) throws IOException {
        return Stamp.of(file).equals(stamp);
    }

    /**
     * Reads a file.
     *
     * @param name for messages
     * @throws IOException where the file as a whole cannot be read
     */
    static Parsed parse(Path file, String name, @Nullable CatalogFile before) throws IOException {
        Stamp stamp = Stamp.of(file);
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<CatalogDocument> documents = new ArrayList<>();
        List<Entity> entities = new ArrayList<>();
        List<CatalogProblem> problems = new ArrayList<>();
        for (DocumentSplitter.Piece piece : DocumentSplitter.split(text)) {
            read(piece, name, problems).ifPresent(entity -> {
                documents.add(CatalogDocument.of(piece.number(), firstContent(piece), entity));
                entities.add(entity);
            });
        }
        boolean broken = problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
        List<CatalogDocument> kept = broken && before != null ? before.without(documents) : List.of();
        kept.forEach(document -> problems.add(new CatalogProblem(
                name,
                document.number(),
                document.line(),
                Severity.WARNING,
                document.ref() + " is kept as it was before, until the file has no error")));
        return new Parsed(new CatalogFile(stamp, documents, kept, problems), entities);
    }

    /** A file that somebody is just writing takes no entity away: what it held before counts until it is whole again. */
    private List<CatalogDocument> without(List<CatalogDocument> present) {
        Set<EntityRef> refs = present.stream().map(CatalogDocument::ref).collect(Collectors.toSet());
        return Stream.concat(documents.stream(), kept.stream())
                .filter(document -> !refs.contains(document.ref()))
                .toList();
    }

    private static Optional<Entity> read(DocumentSplitter.Piece piece, String name, List<CatalogProblem> problems) {
        int line = firstContent(piece);
        try {
            JsonNode json = YamlReader.read(piece.text());
            if (json.isNull()) {
                return Optional.empty();
            }
            Entity entity = Entity.of(json);
            EntityOddities.of(entity)
                    .forEach(
                            odd -> problems.add(new CatalogProblem(name, piece.number(), line, Severity.WARNING, odd)));
            return Optional.of(entity);
        } catch (YamlSyntaxException e) {
            problems.add(error(name, piece, piece.firstLine() + e.line() - 1, e));
        } catch (IllegalArgumentException e) {
            problems.add(error(name, piece, line, e));
        }
        return Optional.empty();
    }

    private static CatalogProblem error(String name, DocumentSplitter.Piece piece, int line, Exception e) {
        return new CatalogProblem(name, piece.number(), line, Severity.ERROR, String.valueOf(e.getMessage()));
    }

    /** The line that a person would call the first of the document. */
    private static int firstContent(DocumentSplitter.Piece piece) {
        int line = piece.firstLine();
        for (String text : piece.text().split("\r\n|\r|\n")) {
            String content = text.strip();
            if (!content.isEmpty() && !content.startsWith("#") && !content.equals("---")) {
                return line;
            }
            line++;
        }
        return piece.firstLine();
    }
}
