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
            Object found = answer.statusCode() == 200
                    ? form.apply(Json.parse(answer.body()))
                    : answer.statusCode() + " " + answer.body();
            if (!expected.equals(found)) {
                differences.add(
                        "HTTP " + path.substring(0, path.indexOf('?')), asked.name() + " " + path, expected, found);
            }
        } catch (IOException e) {
            differences.add("HTTP without an answer", asked.name() + " " + path, expected, e);
        }
    }

    private void run(Instance asked, HouseModel model) {
        Map<String, Object> found = new HashMap<>();
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
            Object expected = expected(model, entity, CheckAnswers::ofThoseWithFacts);
            if (!expected.equals(found.getOrDefault(entity, Map.of()))) {
                differences.add(
                        "HTTP /checks/run",
                        asked.name() + " " + entity,
                        expected,
                        found.getOrDefault(entity, "no entry"));
            }
        }
    }
}
