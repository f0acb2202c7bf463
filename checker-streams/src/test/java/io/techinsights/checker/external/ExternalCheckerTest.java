package io.techinsights.checker.external;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalCheckerTest {
    private static final EntityRef PETSTORE = EntityRef.parse("component:default/petstore");
    private final CheckerTypes types = new CheckerTypes(List.of(new ExternalChecker()));

    private CheckReader.Read read(String keys) {
        String json = "{'type':'external','name':'n','description':'d'," + keys + "}";
        return new CheckReader(types).read("pentest", Json.parse(json.replace('\'', '"')));
    }

    private CheckOutcome outcome(Map<String, JsonNode> posted) {
        List<io.techinsights.checker.check.Check> checks =
                read("'factIds':['pentests'],'rule':{}").checks();
        try (CheckSet set = CheckSet.of(checks, types)) {
            var row = new FactRow("pentests", "1.0.0", PETSTORE, Instant.EPOCH, null, posted);
            Map<String, FactRow> rows = posted.isEmpty() ? Map.of() : Map.of("pentests", row);
            return set.evaluate(checks, new EntityFacts(PETSTORE, rows))
                    .values()
                    .iterator()
                    .next();
        }
    }

    @Test
    void shouldGiveWhatWasPostedWithItsReason() {
        assertThat(outcome(Map.of("result", BooleanNode.FALSE, "reason", TextNode.valueOf("CVE-1"))))
                .isEqualTo(new CheckOutcome.Judged(BooleanNode.FALSE, null, "CVE-1"));
        assertThat(outcome(Map.of("result", BooleanNode.TRUE)))
                .isEqualTo(new CheckOutcome.Judged(BooleanNode.TRUE, null, null));
    }

    @Test
    void shouldSayWhereAResultIsPostedThatIsNotThere() {
        assertThat(outcome(Map.of()))
                .isEqualTo(new CheckOutcome.NotReported("no result of it was posted to /checks/pentest/results", null));
        assertThat(outcome(Map.of("reason", TextNode.valueOf("unknown")))).isInstanceOf(CheckOutcome.NotReported.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'factIds':[],'rule':{}; factIds; expected one id",
                "'factIds':['a','b'],'rule':{}; factIds; expected one id",
                "'factIds':['a'],'rule':{'conditions':{}}; rule.conditions; unknown key",
                "'factIds':['a'],'rule':{'result':'number'}; rule.result; Unknown fact type 'number'",
                "'factIds':['a'],'rule':{'result':'float'}; passIf; a result that is float does not say by itself what passes",
            })
    void shouldSayWhatMakesACheckUnfit(String keys, String at, String reason) {
        assertThat(read(keys).errors())
                .extracting(CheckProblem::toString)
                .anySatisfy(problem -> assertThat(problem).contains(at).contains(reason));
    }
}
