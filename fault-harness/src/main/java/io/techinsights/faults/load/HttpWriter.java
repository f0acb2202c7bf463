package io.techinsights.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.cluster.Instance;
import io.techinsights.faults.cluster.Role;
import io.techinsights.faults.model.PushedFacts;
import io.techinsights.faults.model.Row;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Pushes rows to any instance that takes them, the same again until they are accepted. */
final class HttpWriter implements RowWriter {
    private static final int ACCEPTED = 202;
    private static final long BACK_OFF_MILLIS = 300;

    private final Cluster cluster;
    private final Observations observations;
    private final Random random;

    HttpWriter(Cluster cluster, Observations observations, long seed) {
        this.cluster = cluster;
        this.observations = observations;
        this.random = new Random(seed);
    }

    @Override
    public List<String> write(PushedFacts retriever, List<Row> rows, Runnable onDoubt) throws InterruptedException {
        String body = Json.write(body(retriever, rows));
        while (true) {
            String position = push(retriever, rows.size(), body);
            if (position != null) {
                return rows.stream().map(row -> position).toList();
            }
            onDoubt.run();
            Thread.sleep(BACK_OFF_MILLIS);
        }
    }

    private static ObjectNode body(PushedFacts retriever, List<Row> rows) {
        ObjectNode body = Json.object();
        ArrayNode facts = body.putArray("facts");
        for (Row row : rows) {
            ObjectNode values = facts.addObject()
                    .put("entity", row.lane().entity())
                    .put("timestamp", FactRow.timestamp(Instant.ofEpochMilli(row.observedAt())))
                    .putObject("facts");
            row.values().facts(retriever).forEach(values::set);
        }
        return body;
    }

    private @Nullable String push(PushedFacts retriever, int rows, String body) {
        List<Instance> awake = cluster.awake(Role.RETRIEVERS);
        if (awake.isEmpty()) {
            return null;
        }
        Instance asked = awake.get(random.nextInt(awake.size()));
        HttpResponse<String> answer;
        try {
            answer = cluster.web().send("POST", asked.api("/facts/" + retriever.id()), body);
        } catch (IOException e) {
            observations.silent(Role.RETRIEVERS);
            return null;
        }
        observations.answered(Role.RETRIEVERS, answer.statusCode());
        if (answer.statusCode() != ACCEPTED) {
            if (answer.statusCode() / 100 != 5) {
                observations.wrong(
                        "a push that was refused", asked.name(), "202", answer.statusCode() + " " + answer.body());
            }
            return null;
        }
        JsonNode told = Json.parse(answer.body());
        if (told.path("accepted").asInt() != rows) {
            observations.wrong("a push that was not taken whole", asked.name(), rows + " rows", answer.body());
        }
        return told.path("position").asText();
    }
}
