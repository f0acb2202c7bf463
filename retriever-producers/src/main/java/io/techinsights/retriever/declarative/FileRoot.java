package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.streams.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the folder of an entity's files. A value comes from whoever writes the catalog, so the folder has to lie within
 * one that the configuration names: {@code within}, or what stands before the first value of {@code root}.
 *
 * @param base that a relative root is below
 */
record FileRoot(Template root, Path base, Path within) {
    private static final Pattern SCHEME = Pattern.compile("^file:(//(?=/))?");

    /** Reads {@code root} and {@code within}. */
    static FileRoot read(Section section) {
        if (!section.has("root")) {
            section.problem(
                    "root",
                    "is missing, expected a folder, such as /checkouts/$${metadata.name} with a value of an entity");
        }
        Template root = Sections.template(section, "root").orElseGet(() -> Template.of("/"));
        String prefix = root.prefix();
        String folder = root.isFixed() ? prefix : prefix.substring(0, prefix.lastIndexOf('/') + 1);
        Optional<Path> within = section.parse("within", json -> Path.of(json.asText()));
        if (within.isEmpty() && folder.isEmpty()) {
            section.problem(
                    "within", "is missing, expected the folder that holds every root, since root begins with a value");
        }
        Path here = Path.of("").toAbsolutePath();
        return new FileRoot(
                root,
                within.orElse(here),
                here.resolve(within.orElseGet(() -> Path.of(folder))).normalize());
    }

    /**
     * The folder of this entity, without links in it.
     *
     * @throws SkippedException where there is none
     * @throws ObservationException where it lies elsewhere than it may
     */
    Path of(JsonNode scope) throws SkippedException, ObservationException {
        String named = SCHEME.matcher(root.render(scope, Template.Escape.NONE)).replaceFirst("");
        if (named.startsWith("url:") || named.contains("://")) {
            throw new SkippedException("no local files, but a URL");
        }
        try {
            Path path = base.resolve(named).toAbsolutePath().normalize();
            Path folder = Files.isRegularFile(path) ? path.resolveSibling("") : path;
            if (!folder.startsWith(within)) {
                throw outside(path);
            }
            if (!Files.isDirectory(folder)) {
                throw new SkippedException("no folder of files");
            }
            Path real = folder.toRealPath();
            if (!real.startsWith(within.toRealPath())) {
                throw outside(path);
            }
            return real;
        } catch (IOException | InvalidPathException e) {
            throw new ObservationException("the folder " + named + " cannot be read: " + e.getMessage(), e);
        }
    }

    private ObservationException outside(Path named) {
        return new ObservationException("the folder " + named + " is outside of " + within);
    }
}
