package io.techinsights.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an operator copies, as it lies in {@code deploy}. */
final class Manifest {
    static final Path DEPLOY = Path.of("..", "deploy");
    private static final YAMLMapper YAML = new YAMLMapper();

    private Manifest() {}

    /** Every document of a file. */
    static List<JsonNode> documents(String file) {
        try (var documents = YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(DEPLOY.resolve(file).toFile())) {
            return documents.readAll();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode document(String file) {
        return documents(file).get(0);
    }

    /** The only container of a workload. */
    static JsonNode container(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0");
    }

    /** Texts of a list. */
    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    /** The element of a list that has a name; missing where none has. */
    static JsonNode named(JsonNode list, String name) {
        return list.valueStream()
                .filter(element -> element.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    /** The values that the container of a role's first pod gets, as Kubernetes puts them together. */
    static Map<String, String> environment(JsonNode container, String role) {
        var known = new TreeMap<String, String>(Map.of(
                "metadata.name",
                "tech-insights-" + role + "-0",
                "metadata.namespace",
                "tech-insights",
                "metadata.labels['app.kubernetes.io/component']",
                role));
        var environment = new TreeMap<String, String>();
        container.path("env").forEach(variable -> {
            String field = variable.at("/valueFrom/fieldRef/fieldPath").asText();
            environment.put(
                    variable.path("name").asText(),
                    field.isEmpty()
                            ? resolved(variable.path("value").asText(), environment)
                            : String.valueOf(known.get(field)));
        });
        return environment;
    }

    /** A text with what it names as {@code $(NAME)}. */
    static String resolved(String text, Map<String, String> environment) {
        String resolved = text;
        for (var variable : environment.entrySet()) {
            resolved = resolved.replace("$(" + variable.getKey() + ")", variable.getValue());
        }
        return resolved;
    }

    /** Every expression of an alert or a panel, by the alert's or the panel's name. */
    static Map<String, String> expressions() {
        var expressions = new TreeMap<String, String>();
        document("prometheus/alerts.yml")
                .at("/groups")
                .findValues("rules")
                .forEach(rules -> rules.forEach(rule -> expressions.put(
                        rule.path("alert").asText(), rule.path("expr").asText())));
        for (JsonNode panel : document("grafana/dashboards/tech-insights.json").path("panels")) {
            panel.path("targets")
                    .forEach(target -> expressions.put(
                            panel.path("title").asText() + " "
                                    + target.path("refId").asText(),
                            target.path("expr").asText()));
        }
        return expressions;
    }
}
