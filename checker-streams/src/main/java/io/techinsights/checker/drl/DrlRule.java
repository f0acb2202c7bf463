package io.techinsights.checker.drl;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.Findings;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.streams.config.KnownNames;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rule of a check of this type: {@code {drl: text, reads: [name, {fact: name, factRetrieverId: id}]}}.
 *
 * @param reads the facts without which it cannot be judged
 */
record DrlRule(String drl, Set<FactUse> reads) {
    /** Longer texts are refused: compiling them takes too long. */
    static final int MAX_LENGTH = 65_536;

    static final String AT = "rule.drl";
    private static final String READS = "rule.reads";
    private static final KnownNames KEYS = new KnownNames(List.of("drl", "reads"));
    private static final KnownNames USE_KEYS = new KnownNames(List.of("fact", "factRetrieverId"));

    DrlRule {
        reads = Collections.unmodifiableSet(new LinkedHashSet<>(reads));
    }

    /** Reads the rule of a check; empty where it has no text that could be compiled. All that is wrong is reported. */
    static Optional<DrlRule> of(Check check, Findings findings) {
        JsonNode rule = check.rule();
        findings.unknownKeys(rule, "rule", KEYS);
        Set<FactUse> reads = reads(check, findings);
        Optional<String> drl = findings.text(rule, "rule", "drl");
        if (drl.isPresent() && drl.get().length() > MAX_LENGTH) {
            findings.error(
                    AT,
                    "expected at most " + MAX_LENGTH + " characters, found "
                            + drl.get().length());
            return Optional.empty();
        }
        return drl.map(text -> new DrlRule(text.replace("\r\n", "\n").replace('\r', '\n'), reads));
    }

    /** The facts a check says it reads; of what is wrong, nothing. */
    static Set<FactUse> reads(Check check, Findings findings) {
        JsonNode list = check.rule().path("reads");
        Set<FactUse> reads = new LinkedHashSet<>();
        if (!list.isMissingNode() && !list.isArray()) {
            findings.expected(READS, "a list of fact names", list);
        }
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            String at = READS + "[" + i + "]";
            JsonNode use = list.get(i);
            if (use.isObject()) {
                findings.unknownKeys(use, at, USE_KEYS);
                Optional<String> retriever = findings.optionalText(use, at, "factRetrieverId");
                retriever
                        .filter(id -> !check.factIds().contains(id))
                        .ifPresent(id -> findings.error(
                                at + ".factRetrieverId", "'" + id + "' is not among the factIds of the check"));
                findings.text(use, at, "fact").ifPresent(name -> reads.add(new FactUse(retriever.orElse(null), name)));
            } else if (use.isTextual() && !use.textValue().isEmpty()) {
                reads.add(new FactUse(null, use.textValue()));
            } else {
                findings.expected(at, "the name of a fact, or a map with fact and factRetrieverId", use);
            }
        }
        return reads;
    }
}
