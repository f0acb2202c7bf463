package io.techinsights.checker.rules;

import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.EntityFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks of this type compiled together: the valid ones in one rule base, the others with their outcome fixed. */
final class CompiledRules implements CompiledChecks {
    private final Map<String, Integer> numbers;
    private final List<RuleCheck> checks;
    private final Map<String, CheckOutcome> fixed;
    private final RuleBase rules;

    /**
     * Takes what was compiled.
     *
     * @param checks by id, in the order of their numbers in the rules
     * @param fixed the outcome of each check that no rule was made for, by id
     */
    CompiledRules(Map<String, RuleCheck> checks, Map<String, CheckOutcome> fixed, RuleBase rules) {
        this.checks = List.copyOf(checks.values());
        this.fixed = Map.copyOf(fixed);
        this.rules = rules;
        this.numbers = new LinkedHashMap<>();
        checks.keySet().forEach(id -> numbers.put(id, numbers.size()));
    }

    @Override
    public Map<String, CheckOutcome> evaluate(Collection<String> checkIds, EntityFacts facts) {
        List<@Nullable CheckRun> runs = new ArrayList<>(Collections.nCopies(checks.size(), null));
        boolean any = false;
        for (String id : checkIds) {
            Integer number = numbers.get(id);
            if (number != null) {
                CheckRun run = checks.get(number).start(facts);
                runs.set(number, run);
                any |= run != null;
            }
        }
        if (any) {
            rules.run(new Evaluation(runs));
        }
        Map<String, CheckOutcome> outcomes = new LinkedHashMap<>();
        checkIds.forEach(id -> outcomes.put(id, outcome(id, runs, facts)));
        return outcomes;
    }

    private CheckOutcome outcome(String id, List<@Nullable CheckRun> runs, EntityFacts facts) {
        Integer number = numbers.get(id);
        if (number == null) {
            CheckOutcome outcome = fixed.get(id);
            if (outcome == null) {
                throw new IllegalArgumentException("Check '" + id + "' was not compiled here");
            }
            return outcome;
        }
        CheckRun run = runs.get(number);
        return run == null ? checks.get(number).notReported(facts) : run.outcome();
    }

    @Override
    public void close() {
        rules.close();
    }
}
