package io.techinsights.faults.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.stream.Collectors;

/** The catalog file that all instances read; it is replaced in one step, so that nobody reads half of it. */
final class CatalogFile {
    private final Path file;

    CatalogFile(Path folder) {
        this.file = folder.resolve("catalog.yaml");
    }

    void write(Collection<String> entities) {
        Path next = file.resolveSibling("catalog.next");
        String text = entities.stream()
                .map(entity -> "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: "
                        + entity.substring(entity.indexOf('/') + 1) + " }\n")
                .collect(Collectors.joining("---\n"));
        try {
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The catalog cannot be written", e);
        }
    }
}
