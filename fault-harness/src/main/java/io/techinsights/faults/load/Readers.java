package io.techinsights.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.cluster.Instance;
import io.techinsights.faults.cluster.Role;
import io.techinsights.faults.cluster.Web;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Asks any instance about what was written, with and without its position, and looks at whether the answer can be right. */
final class Readers {
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Web web = new Web(Duration.ofSeconds(12));
    private final Cluster cluster;
    private final Journal journal;
    private final Population population;
    private final Observations observations;
    private final AnswerReview review;

    Readers(Cluster cluster, Journal journal, Population population, Observations observations) {
        this.cluster = cluster;
        this.journal = journal;
        this.population = population;
        this.observations = observations;
        this.review = new AnswerReview(journal, observations);
    }

    /** Asks one question. */
    void ask(Random random) {
        var known = journal.any(random);
        if (known.isEmpty()) {
            return;
        }
        var question =
                new Question(known.get().getKey(), known.get().getValue(), random.nextBoolean(), random.nextBoolean());
        Role role = question.ofChecks() ? Role.CHECKS : Role.FACTS;
        List<Instance> awake = cluster.awake(role);
        if (awake.isEmpty()) {
            observations.silent(role);
            return;
        }
        Instance asked = awake.get(random.nextInt(awake.size()));
        answer(question, asked).ifPresent(body -> {
            if (population.stayOf(question.lane().entity()) == question.known().stay()) {
                review.look(question, asked, body);
            }
        });
    }

    private Optional<JsonNode> answer(Question question, Instance asked) {
        HttpResponse<String> answer;
        try {
            answer = web.send(
                    question.ofChecks() ? "POST" : "GET",
                    asked.api(question.path()),
                    question.ofChecks() ? "{}" : "",
                    question.headers());
        } catch (IOException e) {
            observations.silent(asked.role());
            return Optional.empty();
        }
        int status = answer.statusCode();
        observations.answered(asked.role(), status);
        if (answer.headers().firstValue("x-tech-insights-staleness").isPresent()) {
            observations.isStale();
        }
        if (answer.headers().firstValue("x-tech-insights-partial").isPresent()) {
            observations.isPartial();
        }
        boolean stays =
                population.stayOf(question.lane().entity()) == question.known().stay();
        if (status >= CLIENT_ERROR && status < SERVER_ERROR && stays) {
            observations.wrong(
                    "a question that was refused",
                    asked.name() + " " + question.path(),
                    200,
                    status + " " + answer.body());
        }
        return status == 200 ? Optional.of(Json.parse(answer.body())) : Optional.empty();
    }
}
