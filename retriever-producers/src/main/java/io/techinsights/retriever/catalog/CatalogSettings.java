package io.techinsights.retriever.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.streams.config.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the entities come from.
 *
 * @param paths files and folders
 * @param backstage a backend, beside the files
 * @param cadence how often the catalog is read
 * @param maxLoss the share of the known entities that may leave by one reading
 */
public record CatalogSettings(
        List<Path> paths, Optional<BackstageSettings> backstage, Duration cadence, double maxLoss) {
    private static final Duration FILES_CADENCE = Duration.ofSeconds(10);
    private static final Duration BACKSTAGE_CADENCE = Duration.ofMinutes(1);
    private static final Duration FILES_FRESH = Duration.ofSeconds(1);
    private static final double MAX_LOSS = 0.5;

    public CatalogSettings {
        paths = List.copyOf(paths);
    }

    /**
     * Reads {@code techInsights.catalog}.
     *
     * @param paths from the command line; where there are any, they replace those of the configuration
     */
    public static CatalogSettings of(Section catalog, List<Path> paths) {
        return of(catalog, paths, System.getenv());
    }

    static CatalogSettings of(Section catalog, List<Path> paths, Map<String, String> environment) {
        List<Path> configured = catalog.texts("paths").stream().map(Path::of).toList();
        List<Path> read = paths.isEmpty() ? configured : paths;
        for (Path path : read) {
            if (!Files.isReadable(path)) {
                catalog.problem("paths", "holds '" + path + "', expected a file or folder that can be read");
            }
        }
        Optional<BackstageSettings> backstage = BackstageSettings.of(catalog, environment);
        var settings = new CatalogSettings(
                read,
                backstage,
                positive(catalog, "cadence", backstage.isPresent() ? BACKSTAGE_CADENCE : FILES_CADENCE),
                catalog.parse("maxLoss", CatalogSettings::share).orElse(MAX_LOSS));
        catalog.done();
        return settings;
    }

    private static double share(JsonNode json) {
        double share = json.isNumber() || json.isTextual() ? json.asDouble(-1) : -1;
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("is " + json + ", expected a number from 0 to 1");
        }
        return share;
    }

    static Duration positive(Section section, String key, Duration otherwise) {
        Duration duration = section.duration(key).orElse(otherwise);
        if (duration.isZero()) {
            section.problem(key, "is nothing, expected a duration above 0");
        }
        return duration;
    }

    /** The catalogs to read, in the order of their precedence; none where the entities come from somewhere else. */
    public List<Catalog> catalogs(InstantSource clock) {
        List<Catalog> catalogs = new ArrayList<>();
        if (!paths.isEmpty()) {
            catalogs.add(new FileCatalog(paths));
        }
        backstage.ifPresent(settings -> catalogs.add(new BackstageCatalog(settings, clock)));
        return catalogs;
    }

    /** How long a reading will do for a run that begins: files are looked at again, a backend is not asked more often. */
    public Duration freshness() {
        return isShared() ? cadence : FILES_FRESH;
    }

    /** Whether every instance reads the same place, and each reading is a burden to it. */
    public boolean isShared() {
        return backstage.isPresent();
    }
}
