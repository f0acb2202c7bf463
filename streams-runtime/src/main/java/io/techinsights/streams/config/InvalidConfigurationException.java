package io.techinsights.streams.config;

import java.util.List;

/** A configuration that nothing can be started with. */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    public InvalidConfigurationException(List<String> problems) {
        super("The configuration has " + problems.size() + (problems.size() == 1 ? " error:" : " errors:") + "\n  - "
                + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each of them. */
    public List<String> problems() {
        return problems;
    }
}
