package io.techinsights.retriever.catalog;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A catalog of YAML files, and of folders whose {@code .yaml} and {@code .yml} files are read in path order. A file that
 * has not changed since is not parsed again.
 */
public final class FileCatalog implements Catalog {
    private final List<Path> paths;
    private final InstantSource clock;
    private Map<Path, CatalogFile> files = Map.of();

    public FileCatalog(List<Path> paths, InstantSource clock) {
        this.paths = List.copyOf(paths);
        this.clock = clock;
    }

    @Override
    public synchronized CatalogSnapshot read() {
        var reading = new CatalogReading(files);
        CatalogSnapshot snapshot = reading.read(paths, clock.instant());
        files = reading.files();
        return snapshot;
    }
}
