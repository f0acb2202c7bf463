package io.techinsights.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which role a request to one host is led to.
 *
 * @param rules of that host
 */
record PathRouting(List<Rule> rules) {
    private static final String SERVICE = "tech-insights-";

    /**
     * The longest path that fits counts, and of those the one with a method.
     *
     * @param method empty: any
     */
    record Rule(String path, String method, String role) {
        boolean fits(String route) {
            String[] methodAndPath = route.split(" ", 2);
            String asked = TestHouse.API + methodAndPath[1];
            return (method.isEmpty() || method.equals(methodAndPath[0]))
                    && (asked.equals(path) || asked.startsWith(path + "/"));
        }
    }

    /** Of an Ingress, host by host. */
    static List<PathRouting> ofIngress(JsonNode ingress) {
        List<PathRouting> hosts = new ArrayList<>();
        for (JsonNode host : ingress.at("/spec/rules")) {
            List<Rule> rules = new ArrayList<>();
            host.at("/http/paths")
                    .forEach(path -> rules.add(
                            new Rule(path.path("path").asText(), "", role(path.at("/backend/service/name")))));
            hosts.add(new PathRouting(rules));
        }
        return hosts;
    }

    /** Of an HTTPRoute. */
    static PathRouting ofGateway(JsonNode route) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : route.at("/spec/rules")) {
            rule.path("matches")
                    .forEach(match -> rules.add(new Rule(
                            match.at("/path/value").asText(),
                            match.path("method").asText(),
                            role(rule.at("/backendRefs/0/name")))));
        }
        return new PathRouting(rules);
    }

    private static String role(JsonNode service) {
        return service.asText().startsWith(SERVICE) ? service.asText().substring(SERVICE.length()) : "none";
    }

    /** The rule for a route such as {@code GET /facts/latest}. */
    Optional<Rule> rule(String route) {
        return rules.stream()
                .filter(rule -> rule.fits(route))
                .max(Comparator.<Rule>comparingInt(rule -> rule.path().length()).thenComparing(Rule::method));
    }
}
