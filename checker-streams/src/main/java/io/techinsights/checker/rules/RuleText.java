package io.techinsights.checker.rules;

import io.techinsights.checker.rules.Condition.All;
import io.techinsights.checker.rules.Condition.Any;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.Condition.Not;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the Drools rule of a group of checks. The text holds numbers and words of its own only: what the author wrote stays in a
 * table on the side, so nothing of it can become code.
 *
 * <p>Conditions of one priority are the arguments of one call, all evaluated before it; {@code &&} and {@code ||} between the
 * calls skip the lower priorities once the outcome is decided. Drools' parser takes twice as long for each level of brackets,
 * so what is nested deeper goes into a function of its own.
 */
final class RuleText {
    private static final int MAX_NESTED = 2;

    private final int check;
    private final int firstLeaf;
    private final List<String> functions = new ArrayList<>();

    private RuleText(int check, int firstLeaf) {
        this.check = check;
        this.firstLeaf = firstLeaf;
    }

    /**
     * What judges a check by these conditions.
     *
     * @param evaluation how the evaluation is called where it stands
     * @param firstLeaf the number of its first leaf in the rule
     */
    static Judgement of(String evaluation, int check, int firstLeaf, Condition root) {
        var text = new RuleText(check, firstLeaf);
        String holds = text.group(root, new Scope(evaluation + ".", evaluation, 0));
        return new Judgement(
                String.join("", text.functions),
                "%1$s.judge(%2$d, %1$s.wants(%2$d) && (%3$s))".formatted(evaluation, check, holds));
    }

    /**
     * A check in a rule.
     *
     * @param functions that it calls
     * @param expression that judges it, and is true unless there is no check behind it
     */
    record Judgement(String functions, String expression) {}

    /** The function that judges several checks one after the other. */
    static String function(String name, String evaluation, List<Judgement> judgements) {
        return judgements.stream().map(Judgement::functions).collect(Collectors.joining())
                + judgements.stream()
                        .map(Judgement::expression)
                        .collect(Collectors.joining(
                                "\n&& ",
                                "function boolean " + name + "(Evaluation " + evaluation + ") {\nreturn ",
                                ";\n}\n"));
    }

    /** The rule that calls such functions while Drools looks whether it matches, which it never does. */
    static String rule(List<String> functions) {
        return functions.stream()
                .map(name -> name + "(this)")
                .collect(Collectors.joining(",\n", "rule 'checks' when Evaluation(\n", "\n) then end\n"));
    }

    /** Where an expression stands: how the evaluation is called there, and how many groups are around it. */
    private record Scope(String prefix, String evaluation, int nested) {
        Scope inner() {
            return new Scope(prefix, evaluation, nested + 1);
        }
    }

    private String group(Condition condition, Scope scope) {
        if (condition instanceof All all) {
            return sets(all.conditions(), "all", " && ", scope);
        }
        if (condition instanceof Any any) {
            return sets(any.conditions(), "any", " || ", scope);
        }
        return scope.prefix() + "no(" + operand(((Not) condition).condition(), scope.inner()) + ")";
    }

    /** The sets of one priority each, the highest first. */
    private String sets(List<Condition> conditions, String kind, String junction, Scope scope) {
        if (conditions.isEmpty()) {
            return "true";
        }
        return conditions.stream()
                .collect(Collectors.groupingBy(
                        Condition::priority,
                        () -> new TreeMap<>(Comparator.<Integer>reverseOrder()),
                        Collectors.mapping(one -> operand(one, scope.inner()), Collectors.toList())))
                .values()
                .stream()
                .map(set -> set.size() == 1 ? set.get(0) : scope.prefix() + kind + "(" + String.join(", ", set) + ")")
                .collect(Collectors.joining(junction));
    }

    private String operand(Condition condition, Scope scope) {
        if (condition instanceof Leaf leaf) {
            return scope.prefix() + "test(" + (firstLeaf + leaf.number()) + ")";
        }
        return scope.nested() < MAX_NESTED ? "(" + group(condition, scope) + ")" : function(condition, scope);
    }

    /** Drools mixes up the parameters of functions unless each has a name of its own. */
    private String function(Condition condition, Scope scope) {
        int number = functions.size();
        String id = check + "_" + number;
        String parameter = "e" + id;
        functions.add("");
        functions.set(
                number,
                "function boolean group" + id + "(Evaluation " + parameter + ") { return "
                        + group(condition, new Scope(parameter + ".", parameter, 0)) + "; }\n");
        return "group" + id + "(" + scope.evaluation() + ")";
    }
}
