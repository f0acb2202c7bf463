package io.techinsights.benchmarks.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is asked, each question of another entity than the one before. */
public enum Asked {
    /** Of one retriever. */
    LATEST(
            "facts-latest",
            "the newest row of a retriever",
            20,
            1,
            Asked.ROW,
            ReadHouse.ENTITIES,
            number -> latest(number, 1)),
    /** Of three retrievers. */
    LATEST_3(
            "facts-latest-3",
            "the newest rows of three retrievers",
            20,
            3,
            Asked.ROW,
            ReadHouse.ENTITIES,
            number -> latest(number, 3)),
    /** Ten rows of twenty, by their time. */
    RANGE(
            "facts-range",
            "10 rows of 20 by their time",
            20,
            10,
            Asked.ROW,
            ReadHouse.REMEMBERED,
            number -> history(number, 5, 10)),
    /** Three checks, and there are no others. */
    RUN_3("checks-run-3", "3 checks of one entity", 3, 3, Asked.RESULT, ReadHouse.ENTITIES, Asked::run),
    /** Twenty checks. */
    RUN_20("checks-run-20", "20 checks of one entity", 20, 20, Asked.RESULT, ReadHouse.ENTITIES, Asked::run),
    /** Twenty checks of many entities. */
    BULK(
            "checks-bulk-750x20",
            "20 checks of 750 entities in one request",
            20,
            Asked.MANY * 20,
            Asked.RESULT,
            ReadHouse.ENTITIES / Asked.MANY,
            Asked::bulk),
    /** Three checks of all entities. */
    ALL(
            "checks-all-10000x3",
            "3 checks of all 10,000 entities in one request",
            3,
            ReadHouse.ENTITIES * 3,
            Asked.RESULT,
            1,
            number -> runOf(Json.array()));

    static final int MANY = 750;
    /** Is in each row of facts once. */
    static final String ROW = "\"timestamp\":";
    /** Is in each result once. */
    static final String RESULT = "\"check\":{";

    private final String label;
    private final String description;
    private final int checks;
    private final int parts;
    private final String part;
    private final int different;
    private final IntFunction<Question> question;

    /**
     * @param label what names of figures begin with
     * @param checks how many checks there are
     * @param parts how often {@code part} is in each answer
     * @param different how many questions there are
     */
    Asked(
            String label,
            String description,
            int checks,
            int parts,
            String part,
            int different,
            IntFunction<Question> question) {
        this.label = label;
        this.description = description;
        this.checks = checks;
        this.parts = parts;
        this.part = part;
        this.different = different;
        this.question = question;
    }

    String label() {
        return label;
    }

    String description() {
        return description;
    }

    int checks() {
        return checks;
    }

    List<Question> questions() {
        return IntStream.range(0, different).mapToObj(question).toList();
    }

    /**
     * Makes sure that this is a whole answer.
     *
     * @throws IllegalStateException where it is none
     */
    String require(String answer) {
        long found = count(answer, part);
        if (found != parts) {
            throw new IllegalStateException("An answer holds " + found + " of " + part + ", expected " + parts);
        }
        return answer;
    }

    static long count(String text, String part) {
        return Pattern.compile(part, Pattern.LITERAL).matcher(text).results().count();
    }

    private static Question latest(int number, int retrievers) {
        String ids = IntStream.range(0, retrievers)
                .mapToObj(i -> "&ids=" + ReadHouse.retriever(i))
                .collect(Collectors.joining());
        return Question.get(ReadHouse.API + "/facts/latest?entity=" + ReadHouse.entity(number) + ids);
    }

    /** The rows of so many runs, from one on. */
    static Question history(int number, int from, int runs) {
        return Question.get(ReadHouse.API + "/facts/range?entity=" + ReadHouse.entity(number) + "&ids="
                + ReadHouse.HISTORY + "&startDatetime=" + ReadHouse.FIRST_RUN.plus(Duration.ofHours(from))
                + "&endDatetime=" + ReadHouse.FIRST_RUN.plus(Duration.ofHours(from + runs - 1L)));
    }

    private static Question run(int number) {
        String name =
                ReadHouse.entity(number).substring(ReadHouse.entity(number).indexOf('/') + 1);
        return Question.post(ReadHouse.API + "/checks/run/default/component/" + name, "");
    }

    private static Question bulk(int number) {
        ArrayNode entities = Json.array();
        IntStream.range(number * MANY, (number + 1) * MANY)
                .mapToObj(ReadHouse::entity)
                .forEach(entities::add);
        return runOf(entities);
    }

    private static Question runOf(ArrayNode entities) {
        ObjectNode body = Json.object().set("entities", entities);
        return Question.post(ReadHouse.API + "/checks/run", Json.write(body));
    }
}
