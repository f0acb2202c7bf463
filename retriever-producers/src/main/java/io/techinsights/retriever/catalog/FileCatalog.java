package io.techinsights.retriever.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A catalog of YAML files, and of folders whose {@code .yaml} and {@code .yml} files are read in path order. A file that
 * has not changed since is not parsed again, as long as its entities are known; they are not kept here a second time.
 */
public final class FileCatalog implements Catalog {
    private final List<Path> paths;
    private Map<Path, CatalogFile> files = Map.of();

    public FileCatalog(List<Path> paths) {
        this.paths = List.copyOf(paths);
    }

    @Override
    public synchronized Extent read(CatalogSink sink) {
        var reading = new CatalogReading(files, sink);
        Extent extent = reading.read(paths);
        files = reading.files();
        return extent;
    }
}
