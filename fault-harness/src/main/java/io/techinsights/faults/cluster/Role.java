package io.techinsights.faults.cluster;

import java.util.Locale;

/** What an instance of the product does. */
public enum Role {
    RETRIEVERS,
    FACTS,
    CHECKS;

    /** As the command line of the product has it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
