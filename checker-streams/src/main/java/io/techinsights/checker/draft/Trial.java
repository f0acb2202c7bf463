package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.checker.evaluate.Subject;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is replayed: a check over rows of the past. It judges as the topology does, with another clock. */
final class Trial {
    private final Check check;
    private final Check unfiltered;
    private final CheckSet set;
    private final Judge judge;
    private final ShelfLife shelfLife;
    private final Set<String> factNames;

    /**
     * @param set has the check
     */
    Trial(Check check, CheckSet set, Judge judge, ShelfLife shelfLife) {
        this.check = check;
        this.unfiltered = check.withoutFilter();
        this.set = set;
        this.judge = judge;
        this.shelfLife = shelfLife;
        this.factNames = set.reads(check).stream().map(FactUse::name).collect(Collectors.toSet());
    }

    ShelfLife shelfLife() {
        return shelfLife;
    }

    /** A row with nothing but what the check reads of it, which is all that has to be remembered. */
    FactRow essence(FactRow row) {
        if (factNames.isEmpty()) {
            return row;
        }
        Map<String, JsonNode> read = new LinkedHashMap<>();
        row.facts().forEach((name, value) -> {
            if (factNames.contains(name)) {
                read.put(name, value);
            }
        });
        return new FactRow(row.retrieverId(), row.version(), row.entity(), row.observedAt(), null, read);
    }

    /** The status of an entity that is not in the catalog: where there is a filter, it cannot be applied. */
    CheckStatus unknown(EntityRef entity, Instant at) {
        return judge(check, entity, Map.of(), at);
    }

    /** The status of an entity that the filter selects, with these rows as the newest at that time. */
    CheckStatus judge(EntityRef entity, Map<String, FactRow> rows, Instant at) {
        return judge(unfiltered, entity, rows, at);
    }

    private CheckStatus judge(Check by, EntityRef entity, Map<String, FactRow> rows, Instant at) {
        Map<String, StoredFacts> stored = new HashMap<>();
        Map<String, FactRow> facts = new HashMap<>();
        rows.forEach((retriever, row) -> {
            boolean expired = shelfLife.isExpired(row, at);
            stored.put(retriever, stored(row, expired));
            if (!expired) {
                facts.put(retriever, row);
            }
        });
        var subject = new Subject(entity.toString(), Optional.empty(), stored, new EntityFacts(entity, facts));
        return judge.judge(set, List.of(by), subject, at).get(0).getStatus();
    }

    private static StoredFacts stored(FactRow row, boolean expired) {
        return StoredFacts.newBuilder()
                .setVersion(row.version())
                .setObservedAt(row.observedAt())
                .setTopic("")
                .setPartition(-1)
                .setOffset(-1)
                .setFacts("{}")
                .setExpired(expired)
                .build();
    }
}
