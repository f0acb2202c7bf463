package io.techinsights.standalone.cli;

import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.standalone.PipelineSettings;
import io.techinsights.standalone.PipelineTopics;
import io.techinsights.streams.config.ConfigFiles;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** The options of every command about topics: those of 'run' that say what is configured, so that one can repeat them. */
final class TopicsOptions {
    private static final Path NO_DATA = Path.of(".");

    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    /** The topics of the configuration, all of which is checked: a key misspelt would make other topics. */
    PipelineTopics topics() {
        var read = new ConfigFiles(System.getenv()).read(configuration.configs, PipelineSettings.SECTION);
        var commandLine = new PipelineSettings.CommandLine(NO_DATA, 0, configuration.catalogs);
        return new PipelineTopics(PipelineSettings.of(read, commandLine, CheckerTypes.onClassPath()));
    }
}
