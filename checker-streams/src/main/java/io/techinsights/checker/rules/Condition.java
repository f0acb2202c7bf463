package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.js.FactPath;
import io.techinsights.checker.operator.Operator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node of a valid rule, in the form that json-rules-engine gives it. */
sealed interface Condition {

    /** Where it stands in the check, for example {@code rule.conditions.all[0]}. */
    String at();

    /** Null where none was given. */
    @Nullable
    String name();

    /** Of its siblings, those of the highest priority are evaluated first, and together. */
    int priority();

    /** Every leaf below, in the order it was written. */
    Stream<Leaf> leaves();

    /** Those of its leaves that are evaluated for every entity, since nothing of a higher priority decides without them. */
    Stream<Leaf> certain();

    private static Stream<Leaf> certain(List<Condition> conditions) {
        int highest = conditions.stream().mapToInt(Condition::priority).max().orElse(0);
        return conditions.stream().filter(one -> one.priority() == highest).flatMap(Condition::certain);
    }

    /** Holds where all its conditions hold, or it has none. */
    record All(String at, @Nullable String name, int priority, List<Condition> conditions) implements Condition {
        @Override
        public Stream<Leaf> leaves() {
            return conditions.stream().flatMap(Condition::leaves);
        }

        @Override
        public Stream<Leaf> certain() {
            return Condition.certain(conditions);
        }
    }

    /** Holds where one of its conditions holds, or it has none. */
    record Any(String at, @Nullable String name, int priority, List<Condition> conditions) implements Condition {
        @Override
        public Stream<Leaf> leaves() {
            return conditions.stream().flatMap(Condition::leaves);
        }

        @Override
        public Stream<Leaf> certain() {
            return Condition.certain(conditions);
        }
    }

    /** Holds where its condition does not. */
    record Not(String at, @Nullable String name, int priority, Condition condition) implements Condition {
        @Override
        public Stream<Leaf> leaves() {
            return condition.leaves();
        }

        @Override
        public Stream<Leaf> certain() {
            return condition.certain();
        }
    }

    /**
     * Compares a fact with a value.
     *
     * @param priority 1 where none was given
     * @param number its place among the leaves of the check, from 0, in the order they were written
     * @param json as it was written
     */
    record Leaf(
            String at,
            @Nullable String name,
            int priority,
            int number,
            JsonNode json,
            Source fact,
            Operator operator,
            Source value)
            implements Condition {
        @Override
        public Stream<Leaf> leaves() {
            return Stream.of(this);
        }

        @Override
        public Stream<Leaf> certain() {
            return Stream.of(this);
        }

        /** The facts it names, on either side. */
        Stream<FactUse> uses() {
            return Stream.of(fact, value).flatMap(Source::uses);
        }
    }

    /** Where one side of a comparison comes from. */
    sealed interface Source {
        /** The fact it names, if it is one. */
        Stream<FactUse> uses();

        /** What the check says itself. */
        record Constant(JsonNode value) implements Source {
            @Override
            public Stream<FactUse> uses() {
                return Stream.empty();
            }
        }

        /** A fact, or with a path a part of it. */
        record Fact(FactUse use, @Nullable FactPath path) implements Source {
            @Override
            public Stream<FactUse> uses() {
                return Stream.of(use);
            }
        }
    }
}
