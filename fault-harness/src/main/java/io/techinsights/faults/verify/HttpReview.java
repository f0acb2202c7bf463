package io.techinsights.faults.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.cluster.Instance;
import io.techinsights.faults.cluster.Role;
import io.techinsights.faults.cluster.Web;
import io.techinsights.faults.model.Differences;
import io.techinsights.faults.model.EntityModel;
import io.techinsights.faults.model.HouseModel;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What every instance answers of every entity, whoever has it. */
final class HttpReview {
    private static final int NOT_FOUND = 404;

    private final Web web = new Web(Duration.ofSeconds(20));
    private final Cluster cluster;
    private final Differences differences;

    HttpReview(Cluster cluster, Differences differences) {
        this.cluster = cluster;
        this.differences = differences;
    }

    void review(HouseModel model) {
        for (Instance asked : cluster.awake(Role.FACTS)) {
            for (String entity : model.entities()) {
                compare(
                        asked,
                        FactAnswers.LATEST + entity,
                        expected(model, entity, FactAnswers::latest),
                        FactAnswers::latest);
                compare(
                        asked,
                        FactAnswers.RANGE + entity,
                        expected(model, entity, FactAnswers::range),
                        FactAnswers::range);
            }
        }
        for (Instance asked : cluster.awake(Role.CHECKS)) {
            for (String entity : model.entities()) {
                compare(
                        asked,
                        CheckAnswers.RESULTS + entity,
                        expected(model, entity, CheckAnswers::results),
                        CheckAnswers::results);
            }
            run(asked, model);
        }
    }

    private static Map<String, Object> expected(
            HouseModel model, String entity, Function<EntityModel, Map<String, Object>> form) {
        return model.now(entity).map(form).orElse(Map.of());
    }

    private void compare(
            Instance asked, String path, Map<String, Object> expected, Function<JsonNode, Map<String, Object>> form) {
        try {
            HttpResponse<String> answer = web.send("GET", asked.api(path), "");
            if (answer.statusCode() == NOT_FOUND && expected.isEmpty()) {
                return;
            }
            if (answer.statusCode() == 200) {
                different(asked.name() + " " + path, expected, form.apply(Json.parse(answer.body())));
            } else {
                differences.add(
                        "HTTP refused", asked.name() + " " + path, expected, answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            differences.add("HTTP without an answer", asked.name() + " " + path, expected, e);
        }
    }

    private void run(Instance asked, HouseModel model) {
        Map<String, Map<String, Object>> found = new HashMap<>();
        try {
            HttpResponse<String> answer = web.send("POST", asked.api(CheckAnswers.RUN), "{\"entities\":[]}");
            Json.parse(answer.body())
                    .forEach(entry -> found.put(entry.path("entity").asText(), CheckAnswers.results(entry)));
        } catch (IOException e) {
            differences.add("HTTP without an answer", asked.name() + " " + CheckAnswers.RUN, "one", e);
            return;
        }
        var entities = new TreeSet<>(found.keySet());
        entities.addAll(model.entities());
        for (String entity : entities) {
            different(
                    asked.name() + " " + CheckAnswers.RUN + " " + entity,
                    expected(model, entity, CheckAnswers::ofThoseWithFacts),
                    found.getOrDefault(entity, Map.of()));
        }
    }

    private void different(String where, Map<String, Object> expected, Map<String, Object> found) {
        if (!expected.equals(found)) {
            String route = where.substring(where.indexOf('/'), where.indexOf('?'));
            differences.add("HTTP " + route, where, without(expected, found), without(found, expected));
        }
    }

    /** What only the first has. */
    private static Map<String, Object> without(Map<String, Object> first, Map<String, Object> second) {
        Map<String, Object> only = new TreeMap<>(first);
        only.entrySet().removeIf(entry -> entry.getValue().equals(second.get(entry.getKey())));
        return only;
    }
}
