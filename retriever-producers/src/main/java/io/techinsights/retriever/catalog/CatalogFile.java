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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one file holds: its entities, and what is wrong with its other documents.
 *
 * @param stamp tells whether the file is still the one that was read
 */
record CatalogFile(Stamp stamp, List<CatalogDocument> documents, List<CatalogProblem> problems) {
    CatalogFile {
        documents = List.copyOf(documents);
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
     * Reads a file, unless the one that was read before is the same.
     *
     * @param name for messages
     * @throws IOException where the file as a whole cannot be read
     */
    static CatalogFile read(Path file, String name, @Nullable CatalogFile before) throws IOException {
        Stamp stamp = Stamp.of(file);
        if (before != null && Objects.equals(before.stamp(), stamp)) {
            return before;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<CatalogDocument> documents = new ArrayList<>();
        List<CatalogProblem> problems = new ArrayList<>();
        for (DocumentSplitter.Piece piece : DocumentSplitter.split(text)) {
            read(piece, name, documents, problems);
        }
        if (before != null && problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
            keepLastKnown(before, name, documents, problems);
        }
        return new CatalogFile(stamp, documents, problems);
    }

    /** A file that somebody is just writing takes no entity away: what it held before counts until it is whole again. */
    private static void keepLastKnown(
            CatalogFile before, String name, List<CatalogDocument> documents, List<CatalogProblem> problems) {
        Set<EntityRef> present =
                documents.stream().map(document -> document.entity().ref()).collect(Collectors.toSet());
        List<CatalogDocument> missing = before.documents().stream()
                .filter(document -> !present.contains(document.entity().ref()))
                .toList();
        documents.addAll(missing);
        missing.forEach(document -> problems.add(new CatalogProblem(
                name,
                document.number(),
                document.line(),
                Severity.WARNING,
                document.entity().ref() + " is kept as it was before, until the file has no error")));
    }

    private static void read(
            DocumentSplitter.Piece piece, String name, List<CatalogDocument> documents, List<CatalogProblem> problems) {
        int line = firstContent(piece);
        try {
            JsonNode json = YamlReader.read(piece.text());
            if (json.isNull()) {
                return;
            }
            Entity entity = Entity.of(json);
            documents.add(new CatalogDocument(piece.number(), line, entity));
            EntityOddities.of(entity)
                    .forEach(
                            odd -> problems.add(new CatalogProblem(name, piece.number(), line, Severity.WARNING, odd)));
        } catch (YamlSyntaxException e) {
            problems.add(error(name, piece, piece.firstLine() + e.line() - 1, e));
        } catch (IllegalArgumentException e) {
            problems.add(error(name, piece, line, e));
        }
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
