package io.techinsights.standalone;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Counts entities the simple way, to compare with.
 *
 * @param entities references of the valid ones
 * @param rejected how many documents of a file are no valid entity, or one that was there before, by file name
 */
record NaiveCatalog(Set<String> entities, Map<String, Integer> rejected) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    static NaiveCatalog read(Path folder) throws IOException {
        var catalog = new NaiveCatalog(new TreeSet<>(), new TreeMap<>());
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            String text = Files.readString(file).replace("\r\n", "\n").replace("\uFEFF", "");
            for (String document : text.split("(?m)^---(?=\\s|$)")) {
                catalog.count(file.getFileName().toString(), document);
            }
        }
        return catalog;
    }

    private void count(String file, String document) {
        try {
            JsonNode json = YAML.readTree(document);
            if (json.isMissingNode() || json.isNull()) {
                return;
            }
            JsonNode metadata = json.path("metadata");
            boolean valid = json.path("apiVersion").isTextual()
                    && json.path("kind").asText().matches("[A-Za-z][A-Za-z0-9]{0,62}")
                    && metadata.path("name").isTextual()
                    && metadata.path("name").asText().length() <= 63
                    && metadata.path("name").asText().matches("[A-Za-z0-9]([-\\w.]*[A-Za-z0-9])?")
                    && metadata.path("namespace").asText("default").matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
            String ref = (json.path("kind").asText() + ":"
                            + metadata.path("namespace").asText("default") + "/"
                            + metadata.path("name").asText())
                    .toLowerCase(Locale.ROOT);
            if (!valid || !entities.add(ref)) {
                rejected.merge(file, 1, Integer::sum);
            }
        } catch (IOException e) {
            rejected.merge(file, 1, Integer::sum);
        }
    }
}
