package io.techinsights.standalone;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs of docs/consumers that are in Node, with their packages. */
final class NodeExample {
    private static final Pattern NO_NETWORK =
            Pattern.compile("code E(AI_AGAIN|CONN|NOTFOUND|NOTCACHED|TIMEDOUT|SOCKET)");

    private NodeExample() {}

    /** The example with its packages, in a folder of the build. */
    static Path install(Path example) throws Exception {
        assumeThat(isOnPath("node") && isOnPath("npm"))
                .as("node and npm are on the PATH")
                .isTrue();
        Path copy = Files.createDirectories(Path.of("target", "consumers-node"));
        boolean installed = Files.exists(copy.resolve("node_modules").resolve(".package-lock.json"))
                && Files.mismatch(example.resolve("package-lock.json"), copy.resolve("package-lock.json")) == -1;
        for (String file : List.of(
                "package.json",
                "package-lock.json",
                "kafka.mjs",
                "registries.mjs",
                "transitions.mjs",
                "read-topic.mjs")) {
            Files.copy(example.resolve(file), copy.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!installed) {
            npmCi(copy);
        }
        return copy;
    }

    private static void npmCi(Path copy) throws Exception {
        try (var npm = ExampleProcess.start(
                copy,
                Map.of(),
                List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"))) {
            if (npm.await() != 0) {
                assumeThat(npm.complaints()).as("npm reaches its registry").doesNotContainPattern(NO_NETWORK);
                throw new AssertionError(npm.complaints());
            }
        }
    }

    /** Whether a program is found as a shell would find it. */
    static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
