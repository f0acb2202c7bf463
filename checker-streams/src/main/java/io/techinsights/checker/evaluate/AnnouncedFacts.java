package io.techinsights.checker.evaluate;

import io.techinsights.checker.check.Check;
import io.techinsights.schemas.fact.FactSchema;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What retrievers announced of their facts, asked about the facts that a check names. */
public final class AnnouncedFacts {
    private final Function<String, Optional<FactSchema>> schemas;

    /**
     * @param schemas what each retriever announced
     */
    public AnnouncedFacts(Function<String, Optional<FactSchema>> schemas) {
        this.schemas = schemas;
    }

    /** The first fact that no retriever it could come from has announced, while all of them announced something. */
    public Optional<FactUse> unknown(Check check, Collection<FactUse> reads) {
        return reads.stream().filter(use -> isUnknown(check, use)).findFirst();
    }

    private boolean isUnknown(Check check, FactUse use) {
        List<String> candidates = candidates(check, use);
        return !candidates.isEmpty()
                && candidates.stream()
                        .allMatch(retriever -> schemas.apply(retriever)
                                .filter(schema -> schema.fact(use.name()).isEmpty())
                                .isPresent());
    }

    private static List<String> candidates(Check check, FactUse use) {
        return use.retrieverId() == null ? check.factIds() : List.of(use.retrieverId());
    }

    /** What is to be said of an unknown fact. */
    public static String describe(Check check, FactUse unknown) {
        return "unknown fact '" + unknown.name() + "': no schema of " + candidates(check, unknown) + " has it";
    }

    /** The retrievers of a check that nobody has announced yet. */
    public List<String> notAnnounced(Check check) {
        return check.factIds().stream()
                .filter(retriever -> schemas.apply(retriever).isEmpty())
                .distinct()
                .toList();
    }
}
