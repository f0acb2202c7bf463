package io.techinsights.checker.drl;

import static io.techinsights.checker.drl.TestDrl.check;
import static io.techinsights.checker.drl.TestDrl.facts;
import static io.techinsights.checker.drl.TestDrl.outcome;
import static io.techinsights.checker.drl.TestDrl.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckOutcome.Failed;
import io.techinsights.checker.evaluate.CheckOutcome.Judged;
import io.techinsights.checker.evaluate.CheckOutcome.NotReported;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.schemas.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrlCheckerTest {
    private static final DrlChecker CHECKER = new DrlChecker();

    @Test
    void shouldBeFoundOnTheClassPathAsCode() {
        // When
        var checker = CheckerTypes.onClassPath().find("drools");

        // Then
        assertThat(checker).get().isInstanceOf(DrlChecker.class);
        assertThat(checker.orElseThrow().isCode()).isTrue();
    }

    @Test
    void shouldReadFactsOfEveryType() {
        // Given
        String facts = "{'b': true, 'n': 5, 'd': 2.5, 't': 'a \\\\ b', 's': ['java', 7], 'o': {'k': 1}, 'null': null,"
                + " 'at': '2026-11-01T00:00:00Z'}";
        List<String> holding = List.of(
                "name == \"b\", bool",
                "name == \"b\", value == true",
                "name == \"n\", number > 4, number < 6",
                "name == \"n\", value == 5",
                "name == \"n\", number == 5.0",
                "name == \"d\", value == 2.5",
                "name == \"t\", text == \"a \\\\ b\"",
                "name == \"t\", text matches \"a .*\"",
                "name == \"s\", list contains \"java\"",
                "name == \"s\", list contains 7",
                "name == \"s\", list.size() == 2",
                "name == \"o\", map[\"k\"] == 1",
                "name == \"o\", map[\"x\"] == null",
                "name == \"null\", value == null",
                "name == \"at\", time.isBefore(java.time.Instant.parse(\"2027-01-01T00:00:00Z\"))",
                "name == \"n\", retrieverId == \"r\", version == \"1.2.0\", observedAt != null");
        List<String> not = List.of(
                "name == \"n\", bool",
                "name == \"t\", number > 0",
                "name == \"n\", text == \"5\"",
                "name == \"t\", list contains \"a\"",
                "name == \"n\", time != null",
                "name == \"nobody\", value == null");

        // When
        CheckOutcome all = outcome(CHECKER, rulesThatHold(holding), facts);
        CheckOutcome none = outcome(CHECKER, rulesThatHold(not), facts);

        // Then
        assertThat(all).isEqualTo(new Judged(Json.canonical(Json.parse(String.valueOf(holding.size()))), null));
        assertThat(none).isEqualTo(new Judged(Json.parse("false"), null));
    }

    /** Counts those of these constraints that a fact meets. */
    private static String rulesThatHold(List<String> constraints) {
        var text = new StringBuilder("rule \"count\" salience -1 when $held : java.util.List(size > 0)"
                + " from collect(Fact(retrieverId == null)) then result.set($held.size()); end\n");
        for (int i = 0; i < constraints.size(); i++) {
            text.append("rule \"%d\" when Fact(%s) then insert(new Fact(\"held\", %d)); end\n"
                    .formatted(i, constraints.get(i), i));
        }
        return text.toString();
    }

    @Test
    void shouldGiveFalseWhereNoRuleSetsAResult() {
        // When
        CheckOutcome outcome = outcome(CHECKER, rule("Fact(name == \"other\")", "result.set(1);"), "{'f': 1}");

        // Then
        assertThat(outcome).isEqualTo(new Judged(Json.parse("false"), null));
    }

    @Test
    void shouldLetRulesConcludeFactsForOthers() {
        // Given
        String drl = """
                import java.util.List
                function double half(double whole) {
                  return whole / 2;
                }
                rule "points" salience 10
                when
                  Fact(name == "n", $n : number)
                then
                  insert(new Fact("half", half($n)));
                end
                rule "sum"
                when
                  accumulate(Fact($n : number, number != null); $sum : sum($n), $count : count($n))
                  $all : List(size > 0) from collect(Fact(bool))
                  $e : Entity(kind == "component")
                  not Fact(name == "missing")
                then
                  result.set($e.getName() + " " + $sum + " " + $count + " " + $all.size());
                end
                """;

        // When
        CheckOutcome outcome = outcome(CHECKER, drl, "{'n': 5, 'b': true}");

        // Then
        assertThat(outcome).isEqualTo(new Judged(Json.parse("\"petstore 7.5 2 1\""), null));
    }

    @Test
    void shouldSeeTheFactsOfItsOwnRetrieversOnly() {
        // Given
        String drl = rule("$all : java.util.List() from collect(Fact())", "result.set($all.size());");
        Check check = check("check", List.of("a", "b"), Json.object().put("drl", drl));

        // When
        try (CompiledChecks checks = CHECKER.compile(List.of(check))) {
            CheckOutcome outcome =
                    outcome(checks, "check", facts("petstore", "{'a': {'x': 1}, 'b': {'x': 2}, 'c': {'y': 3}}"));

            // Then
            assertThat(outcome).isEqualTo(new Judged(Json.number(2), null));
        }
    }

    @Test
    void shouldReportWhatItReadsAndIsMissing() {
        // Given
        ObjectNode rule = Json.object().put("drl", rule("Entity()", "result.set(true);"));
        rule.putArray("reads").add("x").addObject().put("fact", "y").put("factRetrieverId", "b");
        Check check = check("check", List.of("a", "b"), rule);
        try (CompiledChecks checks = CHECKER.compile(List.of(check))) {

            // When
            CheckOutcome there = outcome(checks, "check", facts("petstore", "{'a': {'x': 1}, 'b': {'y': null}}"));
            CheckOutcome missing = outcome(checks, "check", facts("petstore", "{'a': {'x': 1, 'y': 2}}"));
            CheckOutcome nothing = outcome(checks, "check", facts("petstore", "{'c': {'x': 1}}"));

            // Then
            assertThat(CHECKER.reads(check)).containsExactly(new FactUse(null, "x"), new FactUse("b", "y"));
            assertThat(there).isEqualTo(new Judged(Json.parse("true"), null));
            assertThat(missing).isEqualTo(new NotReported("no fact 'y' of b from a, b", null));
            assertThat(nothing).isEqualTo(new NotReported("no fact 'x', 'y' of b from a, b", null));
        }
    }

    @Test
    void shouldReportThatThereIsNoFactAtAll() {
        // Given
        try (CompiledChecks checks = CHECKER.compile(List.of(check("check", rule("Entity()", "result.set(true);"))))) {

            // When
            CheckOutcome outcome = outcome(checks, "check", facts("petstore", "{'other': {'f': 1}}"));

            // Then
            assertThat(outcome).isEqualTo(new NotReported("no facts from r", null));
        }
    }

    @Test
    void shouldSayAllThatIsWrongWithACheck() {
        // Given
        ObjectNode rule = Json.object()
                .put("drl", rule("Fakt()", "result.set(1);") + rule("Fact()", ""))
                .put("read", 1);
        rule.putArray("reads").add(1).addObject().put("fact", "y").put("factRetrieverId", "z");

        // When
        var problems = CHECKER.validate(check("my check", List.of("a"), rule));

        // Then
        assertThat(problems)
                .extracting(Object::toString)
                .containsExactly(
                        "check 'my check': rule.read: unknown key: did you mean 'reads'?",
                        "check 'my check': rule.reads[0]: expected the name of a fact, or a map with fact and"
                                + " factRetrieverId, found 1",
                        "check 'my check': rule.reads[1].factRetrieverId: 'z' is not among the factIds of the check",
                        "check 'my check': rule.drl: line 3, column 3: unknown type 'Fakt': did you mean 'Fact'?",
                        "check 'my check': rule.drl: line 7, column 1: a second rule of the name 'a'");
    }

    @Test
    void shouldWantAText() {
        // Then
        assertThat(CHECKER.validate(check("check", List.of(), Json.object())))
                .extracting(Object::toString)
                .containsExactly("check 'check': rule.drl: missing: expected a text that is not empty");
        assertThat(CHECKER.validate(check("check", "x".repeat(65_537))))
                .extracting(Object::toString)
                .containsExactly("check 'check': rule.drl: expected at most 65536 characters, found 65537");
    }

    @Test
    void shouldFailOnlyTheCheckThatIsNotValid() {
        // Given
        List<Check> both =
                List.of(check("bad", rule("Fakt()", "")), check("good", rule("Entity()", "result.set(true);")));
        try (CompiledChecks checks = CHECKER.compile(both)) {

            // When
            var outcomes = checks.evaluate(List.of("good", "bad", "unknown"), facts("petstore", "{'r': {}}"));

            // Then
            assertThat(outcomes.keySet()).containsExactly("good", "bad", "unknown");
            assertThat(outcomes)
                    .containsEntry("good", new Judged(Json.parse("true"), null))
                    .containsEntry(
                            "bad",
                            new Failed(
                                    "check 'bad': rule.drl: line 3, column 3: unknown type 'Fakt': did you mean 'Fact'?",
                                    null))
                    .containsEntry("unknown", new Failed("check 'unknown' is not among those compiled here", null));
        }
    }

    @Test
    void shouldPutNothingOfACheckIntoCode() {
        // Given
        String hostile = "*/ \"); System.exit(1); //\\u0022\n\\ \u2028 ü ${x}";
        Check plain = check("plain", rule("Fact(name == \"f\")", "result.set(true);"));
        ObjectNode json = plain.json().deepCopy();
        json.put("id", hostile).put("name", hostile).put("description", hostile);
        json.putObject("metadata").put(hostile, hostile);
        Check check = new Check(hostile, DrlChecker.TYPE, hostile, hostile, List.of("r", hostile), null, json);
        EntityFacts facts = facts(
                "petstore",
                Json.write(Json.object()
                        .set(hostile, Json.object().put("f", hostile).put(hostile, hostile))));

        // When
        var problems = CHECKER.validate(check);
        try (CompiledChecks checks = CHECKER.compile(List.of(check))) {
            CheckOutcome outcome = outcome(checks, hostile, facts);

            // Then
            assertThat(problems).isEmpty();
            assertThat(outcome).isEqualTo(new Judged(Json.parse("true"), null));
        }
    }

    @Test
    void shouldRefuseToRunAfterItWasClosed() {
        // Given
        CompiledChecks checks = CHECKER.compile(List.of(check("check", rule("Entity()", ""))));
        checks.close();
        checks.close();

        // Then
        assertThatThrownBy(() -> checks.evaluate(List.of("check"), facts("petstore", "{'r': {}}")))
                .isInstanceOf(IllegalStateException.class);
    }
}
