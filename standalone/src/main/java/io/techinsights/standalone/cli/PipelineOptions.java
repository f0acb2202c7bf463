package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.standalone.PipelineSettings;
import io.techinsights.streams.config.ConfigFiles;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that runs the pipeline. */
final class PipelineOptions {
    @Mixin
    final ConfigurationOptions configuration = new ConfigurationOptions();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".data",
            description = "Where everything is kept; survives a restart. Default: ${DEFAULT-VALUE}")
    Path dataDir = Path.of(".data");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "7007",
            description = "HTTP port. Default: ${DEFAULT-VALUE}")
    int port;

    /** Reads and checks the settings that these options name. */
    PipelineSettings settings(CheckerTypes types) {
        return settings(configuration.configs, configuration.catalogs, types);
    }

    /** The same, with other files. */
    PipelineSettings settings(List<Path> configFiles, List<Path> catalogPaths, CheckerTypes types) {
        ObjectNode read = new ConfigFiles(System.getenv()).read(configFiles, PipelineSettings.SECTION);
        return PipelineSettings.of(read, new PipelineSettings.CommandLine(dataDir, port, catalogPaths), types);
    }
}
