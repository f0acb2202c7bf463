package io.techinsights.retriever.catalog;

/**
 * Something of the catalog that somebody should mend. Nothing stops because of it.
 *
 * @param file as the configuration or a {@code Location} named it; or the URL of a catalog
 * @param document its number in the file, from 1; 0 where the file as a whole is meant
 * @param line in the file, from 1; 0 where no line is meant
 * @param reason what is wrong and what was expected
 */
public record CatalogProblem(String file, int document, int line, Severity severity, String reason) {
    /** What became of it. */
    public enum Severity {
        /** Something of the catalog is left out. */
        ERROR,
        /** The entity counts, as it is. */
        WARNING
    }

    /** One of a file, or of a catalog, as a whole. */
    public static CatalogProblem ofFile(String file, String reason) {
        return new CatalogProblem(file, 0, 0, Severity.ERROR, reason);
    }

    /** For the log: where it is, then what. */
    @Override
    public String toString() {
        return file
                + (line == 0 ? "" : ":" + line)
                + (document == 0 ? "" : " (document " + document + ")")
                + ": "
                + reason;
    }
}
