package io.techinsights.retriever.catalog;

/** A document that is not YAML, or not YAML that this program reads. */
final class YamlSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    /**
     * @param line in the text that was read, from 1
     */
    YamlSyntaxException(int line, String reason) {
        super(reason);
        this.line = line;
    }

    int line() {
        return line;
    }
}
