package io.techinsights.streams.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads configuration files as Backstage does: later files over earlier ones (maps are merged, anything else replaced),
 * {@code ${NAME}} from the environment ({@code $${NAME}} is left as the text), and {@code APP_CONFIG_a_b=value} over
 * the key {@code a.b} of every file.
 */
public final class ConfigFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigFiles.class);
    private static final String OVERRIDE = "APP_CONFIG_";
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\$?)\\{([^}]*)}");
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final Map<String, String> environment;

    public ConfigFiles(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads one section of all files, merged.
     *
     * @return an object that holds that section alone, or nothing
     * @throws InvalidConfigurationException naming every file that cannot be read, with line and column
     */
    public ObjectNode read(List<Path> files, String section) {
        var problems = new Problems();
        ObjectNode merged = YAML.createObjectNode();
        for (Path file : files) {
            readFile(file, problems)
                    .map(content -> content.get(section))
                    .ifPresent(content -> merge(merged, YAML.createObjectNode().set(section, content)));
        }
        problems.throwIfAny();
        override(merged, section);
        return (ObjectNode) substitute(merged).orElse(merged);
    }

    private static Optional<JsonNode> readFile(Path file, Problems problems) {
        try {
            JsonNode content = YAML.readTree(Files.readString(file));
            if (content.isMissingNode() || content.isNull()) {
                return Optional.empty();
            }
            if (!content.isObject()) {
                problems.add(file + " holds no map at its top");
                return Optional.empty();
            }
            return Optional.of(content);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            problems.add(file + where + " is not YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            problems.add(file + " cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
        return Optional.empty();
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(entry -> {
            JsonNode existing = into.get(entry.getKey());
            if (existing instanceof ObjectNode left && entry.getValue() instanceof ObjectNode right) {
                merge(left, right);
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private void override(ObjectNode merged, String section) {
        environment.forEach((name, value) -> {
            if (name.startsWith(OVERRIDE + section + "_")) {
                ObjectNode at = merged;
                String[] keys = name.substring(OVERRIDE.length()).split("_");
                for (int i = 0; i < keys.length - 1; i++) {
                    at = at.get(keys[i]) instanceof ObjectNode nested ? nested : at.putObject(keys[i]);
                }
                at.set(keys[keys.length - 1], parsedOrText(value));
            }
        });
    }

    private static JsonNode parsedOrText(String value) {
        try {
            return YAML.readTree(value);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(value);
        }
    }

    /** A value that names a variable which is not set is as if it were not there, as in Backstage. */
    private Optional<JsonNode> substitute(JsonNode node) {
        if (node.isTextual()) {
            return substitute(node.textValue()).map(TextNode::valueOf);
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = YAML.createArrayNode();
            list.forEach(element -> substitute(element).ifPresent(copy::add));
            return Optional.of(copy);
        }
        if (node instanceof ObjectNode map) {
            ObjectNode copy = YAML.createObjectNode();
            map.properties()
                    .forEach(entry -> substitute(entry.getValue()).ifPresent(value -> copy.set(entry.getKey(), value)));
            return Optional.of(copy);
        }
        return Optional.of(node);
    }

    private Optional<String> substitute(String text) {
        Matcher matcher = VARIABLE.matcher(text);
        var result = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(2).trim();
            if (!matcher.group(1).isEmpty()) {
                matcher.appendReplacement(result, Matcher.quoteReplacement("${" + matcher.group(2) + "}"));
            } else if (environment.containsKey(name)) {
                matcher.appendReplacement(result, Matcher.quoteReplacement(environment.get(name)));
            } else {
                LOG.warn("The configuration names the environment variable {}, which is not set", name);
                return Optional.empty();
            }
        }
        matcher.appendTail(result);
        return Optional.of(result.toString());
    }
}
