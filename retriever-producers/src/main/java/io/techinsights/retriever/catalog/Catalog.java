package io.techinsights.retriever.catalog;

/** A place that entities are read from. */
@FunctionalInterface
public interface Catalog {
    /**
     * Reads all of it as it is now, and hands each entity on as it comes, so that it is never held whole. What cannot be
     * read is a problem that the sink is told, never an exception.
     *
     * @throws RuntimeException what the sink throws
     */
    Extent read(CatalogSink sink) throws InterruptedException;

    /**
     * How far a reading came.
     *
     * @param files that were read
     * @param complete false where a part could not be read, so that what was not handed on need not be gone
     */
    record Extent(int files, boolean complete) {}
}
