package io.techinsights.standalone.topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The topology of a role, as its golden file describes it. */
record DescribedTopology(String text) {
    private static final Pattern SOURCE = Pattern.compile("\\(topics: \\[(.*?)]\\)");
    private static final Pattern SINK = Pattern.compile("\\(topic: (.*?)\\)");
    private static final Pattern STORES = Pattern.compile("\\(stores: \\[(.*?)]\\)");

    static DescribedTopology of(String role) throws IOException {
        return new DescribedTopology(Files.readString(Path.of("..", "docs", "topology", role + ".txt")));
    }

    /** The topics that it reads, without a prefix. */
    List<String> sources() {
        return names(SOURCE);
    }

    /** The topics that it writes, without a prefix. */
    List<String> sinks() {
        return names(SINK);
    }

    List<String> stores() {
        return names(STORES);
    }

    private List<String> names(Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .flatMap(names -> Arrays.stream(names.split(", ")))
                .filter(name -> !name.isEmpty())
                .map(name -> name.startsWith(TopicsPage.PREFIX) ? name.substring(TopicsPage.PREFIX.length()) : name)
                .distinct()
                .toList();
    }
}
