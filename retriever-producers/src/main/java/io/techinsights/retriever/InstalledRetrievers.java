package io.techinsights.retriever;

import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.streams.config.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.semver4j.Semver;

/** The retrievers on the class path. */
final class InstalledRetrievers {
    private InstalledRetrievers() {}

    /** By id. Two of one id, and one that cannot be loaded, are problems. */
    static Map<String, FactRetriever> load(Problems problems) {
        try {
            return byId(ServiceLoader.load(FactRetriever.class), problems);
        } catch (ServiceConfigurationError e) {
            problems.add("A retriever cannot be loaded: " + e.getMessage());
            return Map.of();
        }
    }

    static Map<String, FactRetriever> byId(Iterable<FactRetriever> retrievers, Problems problems) {
        Map<String, FactRetriever> byId = new LinkedHashMap<>();
        for (FactRetriever retriever : retrievers) {
            String name = retriever.getClass().getName();
            FactRetriever other = byId.putIfAbsent(retriever.id(), retriever);
            if (other != null) {
                problems.add("Two retrievers have the id '" + retriever.id() + "': "
                        + other.getClass().getName() + " and " + name + "; expected one of each id on the class path");
            }
            if (!Semver.isValid(retriever.version())) {
                problems.add("Retriever " + name + " has the version '" + retriever.version()
                        + "', expected a semantic version such as 1.0.0");
            }
        }
        return byId;
    }
}
