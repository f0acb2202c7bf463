package io.techinsights.standalone.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say what is configured. */
final class ConfigurationOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Backstage app-config with a techInsights section; later files win. May be repeated.")
    List<Path> configs = new ArrayList<>();

    @Option(
            names = "--catalog",
            paramLabel = "PATH",
            description =
                    "Catalog YAML file, or a folder of them, instead of those of the configuration. May be repeated.")
    List<Path> catalogs = new ArrayList<>();

    /** The command line that gives another command the same. */
    String commandLine(String command) {
        return Stream.of(
                        Stream.of("bin/tech-insights " + command),
                        configs.stream().map(path -> "--config " + path),
                        catalogs.stream().map(path -> "--catalog " + path))
                .flatMap(part -> part)
                .collect(Collectors.joining(" "));
    }
}
