package io.techinsights.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.faults.cluster.Instance;
import io.techinsights.faults.model.CheckModel;
import io.techinsights.faults.model.Lane;
import io.techinsights.faults.model.PushedFacts;
import io.techinsights.faults.model.Values;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;

/**
 * Looks at answers while everything changes: a row must be one that was sent, a verdict must be that of the facts it names,
 * and an answer to a question with a position is no older than that.
 */
final class AnswerReview {
    private final Journal journal;
    private final Observations observations;

    AnswerReview(Journal journal, Observations observations) {
        this.journal = journal;
        this.observations = observations;
    }

    void look(Question question, Instance asked, JsonNode body) {
        if (question.ofChecks()) {
            body.forEach(result -> result(question, asked, result));
        } else {
            latest(question, asked, body.path(question.lane().retriever().id()));
        }
    }

    private static long millis(JsonNode time) {
        return OffsetDateTime.parse(time.asText()).toInstant().toEpochMilli();
    }

    private void latest(Question question, Instance asked, JsonNode row) {
        String where = asked.name() + " latest " + question.lane().key();
        if (row.isMissingNode()) {
            if (question.positioned()) {
                observations.wrong("an answer without a row that was acknowledged", where, question.known(), "none");
            }
            return;
        }
        long observedAt = millis(row.path("timestamp"));
        long last = row.has("lastObservedAt") ? millis(row.path("lastObservedAt")) : observedAt;
        requireSent(
                where, question.lane(), observedAt, Values.of(question.lane().retriever(), row.path("facts")));
        requireNoOlder(question, where, last);
    }

    private void requireSent(String where, Lane lane, long observedAt, Values found) {
        var sent = journal.row(lane, observedAt);
        if (sent.isEmpty()) {
            observations.wrong("a row that nobody sent", where, "a row that was sent", observedAt + " " + found);
        } else if (!sent.get().values().equals(found)) {
            observations.wrong("a row with other values", where, sent.get().values(), found);
        }
    }

    private void requireNoOlder(Question question, String where, long observedAt) {
        if (question.positioned() && observedAt < question.known().observedAt()) {
            observations.wrong("an answer that is older than its position", where, question.known(), observedAt);
        }
    }

    private void result(Question question, Instance asked, JsonNode result) {
        String id = result.path("check").path("id").asText();
        var check = CheckModel.of(id);
        String where = asked.name() + " " + id + " of " + question.lane().entity();
        if (check.isEmpty()) {
            observations.wrong("a result of an unknown check", where, "one that is configured", id);
            return;
        }
        Map<PushedFacts, Values> facts = new EnumMap<>(PushedFacts.class);
        result.path("sources").forEach(source -> {
            PushedFacts retriever = PushedFacts.of(source.path("retrieverId").asText());
            facts.put(retriever, values(retriever, result.path("facts")));
            if (retriever == question.lane().retriever()) {
                requireNoOlder(question, where, millis(source.path("observedAt")));
            }
        });
        String expected = check.get().judge(facts).name();
        if (!expected.equals(result.path("status").asText())) {
            observations.wrong(
                    "a verdict that its facts do not bear out",
                    where,
                    expected,
                    result.path("status").asText() + " of " + result.path("facts"));
        }
    }

    private static Values values(PushedFacts retriever, JsonNode facts) {
        return new Values(
                facts.path(retriever.level()).path("value").asLong(-1),
                facts.path(retriever.flag()).path("value").asBoolean());
    }
}
