package io.techinsights.retriever.catalog;

/** A place that entities are read from. */
@FunctionalInterface
public interface Catalog {
    /** All of it as it is now. What cannot be read is a problem of the snapshot, never an exception. */
    CatalogSnapshot read();
}
