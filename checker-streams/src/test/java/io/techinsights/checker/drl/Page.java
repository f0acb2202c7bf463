package io.techinsights.checker.drl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A page of the documentation, and the code in it. */
record Page(String text) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static Page of(String name) throws IOException {
        return new Page(Files.readString(Path.of("..", "docs", name)));
    }

    /** The blocks of a language, in the order of the page. */
    List<String> blocks(String language) {
        return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** The checks of the page, as the configuration has them. */
    List<JsonNode> checks() throws IOException {
        List<JsonNode> checks = new ArrayList<>();
        for (String block : blocks("yaml")) {
            checks.add(YAML.readTree(block));
        }
        return checks;
    }
}
